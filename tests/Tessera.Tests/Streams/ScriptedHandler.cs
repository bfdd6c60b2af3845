using System.Text.Json;

namespace Tessera.Tests.Streams;

/// <summary>Notes the sort keys of the records it is given, and does for each what the test says.</summary>
internal sealed class ScriptedHandler(Func<StreamRecord, CancellationToken, ValueTask> run) : IStreamHandler
{
    private readonly List<string> _calls = [];

    public string Calls
    {
        get
        {
            lock (_calls)
                return string.Join(' ', _calls);
        }
    }

    public ValueTask HandleAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        lock (_calls)
            _calls.Add(NameOf(record));
        return run(record, cancellationToken);
    }

    /// <summary>A handler that fails for the records with these names.</summary>
    public static ScriptedHandler FailingFor(params string[] names) => new((record, _) =>
        names.Contains(NameOf(record)) ? throw new InvalidOperationException(NameOf(record) + " fails") : ValueTask.CompletedTask);

    public static string NameOf(StreamRecord record)
    {
        using var keys = JsonDocument.Parse(record.Keys);
        return keys.RootElement.GetProperty("SK").GetProperty("S").GetString()!;
    }

    public StreamHandlerRegistration Registration(string name = "Things", TableModel? table = null) =>
        new(new StreamHandlerModel { Name = name, Table = table ?? StreamEvents.Table, TakesEveryRecord = true }, _ => this);

    public StreamProcessor Processor(StreamProcessorOptions options, TimeProvider? time = null) => new([Registration()], options, time ?? TimeProvider.System);
}

/// <summary>No services at all.</summary>
internal sealed class NoServices : IServiceProvider
{
    public static readonly NoServices Instance = new();

    public object? GetService(Type serviceType) => null;
}
