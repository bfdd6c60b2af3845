namespace Tessera;

/// <summary>A function's handlers by the table that they are for.</summary>
internal sealed class StreamRoutes
{
    private readonly Route[] _routes;

    public StreamRoutes(IReadOnlyList<StreamHandlerRegistration> handlers)
    {
        _routes = [.. handlers.GroupBy(TableNameOf, StringComparer.Ordinal).Select(group => new Route(group.Key, group.First().Model.Table, [.. group]))];
        WindowHandler = handlers.FirstOrDefault(handler => handler.Model.HandlesWindows);
    }

    public StreamHandlerRegistration? WindowHandler { get; }

    /// <summary>The table by which records are read first; right for all of them when there is only one.</summary>
    public TableModel FirstTable => _routes[0].Table;

    /// <summary>Gives a record the table that its ARN names. With handlers of one table, every record is that table's, whatever it is named here.</summary>
    public void Assign(StreamRecord record, StreamRecord? previous)
    {
        if (_routes.Length == 1)
            return;
        if (previous is not null && previous.SourceArnJson.SequenceEqual(record.SourceArnJson))
        {
            record.UseTable(previous.Table);
            return;
        }

        var name = record.TableName;
        var route = Array.Find(_routes, candidate => candidate.TableName == name)
            ?? throw new StreamEventException(
                $"The event is of the table '{name}', but the handlers are for {string.Join(" and ", _routes.Select(known => $"'{known.TableName}'"))}. "
                + "If the table's name has a prefix, set TableName on the registration.");
        record.UseTable(route.Table);
    }

    public StreamHandlerRegistration[] Of(StreamRecord record)
    {
        foreach (var route in _routes)
        {
            if (ReferenceEquals(route.Table, record.Table))
                return route.Handlers;
        }

        return [];
    }

    private static string TableNameOf(StreamHandlerRegistration handler) => handler.TableName ?? handler.Model.Table.Name;

    private sealed record Route(string TableName, TableModel Table, StreamHandlerRegistration[] Handlers);
}
