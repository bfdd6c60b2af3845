namespace Tessera.Infrastructure.Access;

/// <summary>Gathers the actions that reached methods need, per table and index.</summary>
internal sealed class AccessCollector
{
    private const string Prefix = "dynamodb:";

    private readonly ProgramCode _code;
    private readonly IReadOnlyList<ApplicationTable> _tables;
    private readonly Dictionary<string, string> _entityOfKey;
    private readonly SortedDictionary<(string Table, string Index), SortedSet<string>> _actions = [];
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);

    public AccessCollector(ProgramCode code, IReadOnlyList<ApplicationTable> tables)
    {
        (_code, _tables) = (code, tables);
        _entityOfKey = code.Types.Select(type => type.Base).OfType<TypeName>()
            .Where(parent => parent.Name == AccessRules.Repository)
            .GroupBy(parent => parent.Arguments[1].Name, parent => parent.Arguments[0].Name)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }

    /// <summary>What every stream handler does when repeated records are recognized by a table.</summary>
    public AccessCollector WithIdempotency()
    {
        foreach (var table in _tables.Where(table => table.ContextType == typeof(IdempotencyTable).FullName))
        {
            Allow(table.Model, null, "PutItem");
            Allow(table.Model, null, "UpdateItem");
        }

        return this;
    }

    public FunctionAccess Collect(IEnumerable<CodeMethod> methods)
    {
        foreach (var method in methods)
        {
            foreach (var use in method.Uses)
                Add(method, use);
        }

        return new FunctionAccess(
            [.. _actions.Select(pair => new TableAccess(pair.Key.Table, pair.Key.Index.Length == 0 ? null : pair.Key.Index, [.. pair.Value]))], [.. _notes]);
    }

    private void Add(CodeMethod method, CodeUse use)
    {
        if (AccessRules.OfCall(use) is var (action, entity))
        {
            AddCall(method, use, action, entity);
        }
        else if (AccessRules.OfSdkCall(use) is { Count: > 0 } actions)
        {
            Everywhere(actions);
            _notes.Add($"{Where(method)} calls {use.Method} of the SDK itself, so it is allowed on every table and index.");
        }
        else if (use is { Method: "MapHealthChecks" or "UseHealthChecks", Assembly: not null })
        {
            // Each table that the program adds has a health check, which asks for its description.
            foreach (var table in _tables)
                Allow(table.Model, null, "DescribeTable");
        }
        else if (use is { Method: "EnsureCreatedAsync", Type.Name: AccessRules.TableContext } || IsInheritedCreation(use))
        {
            _notes.Add($"{Where(method)} calls EnsureCreatedAsync, which is not allowed: this template creates the tables.");
        }
        else if (AccessRules.HandsTableOn(use, _code))
        {
            Everywhere(AccessRules.EveryItemAction);
            _notes.Add($"{Where(method)} hands a table to {use.Type.Name} of {use.Assembly}, which is not read, so every action on items is allowed.");
        }
    }

    private bool IsInheritedCreation(CodeUse use) =>
        use.Method == "EnsureCreatedAsync" && _code.Find(use.Type.Name) is { } type && _code.Derives(type, AccessRules.TableContext);

    private void AddCall(CodeMethod method, CodeUse use, string action, TypeName entity)
    {
        var tables = TablesOf(entity).ToList();
        if (tables.Count == 0)
        {
            Everywhere([action]);
            _notes.Add($"{Where(method)} calls {use.Method} for a type that only its callers know, so it is allowed on every table and index.");
        }

        foreach (var table in tables)
        {
            if (AccessRules.NamesAnIndex(use))
                AddIndexQuery(table, use.Texts);
            else
                Allow(table, null, action);
        }
    }

    /// <summary>The name of the index is a text in the generated code. An index that lacks attributes is followed by reads of whole items.</summary>
    private void AddIndexQuery(TableModel table, IReadOnlyList<string> texts)
    {
        var named = table.Indexes.Where(index => texts.Contains(index.Name)).ToList();
        foreach (var index in named.Count > 0 ? named : table.Indexes)
        {
            Allow(table, index.Name, "Query");
            if (index is { IsLocal: false, Projection: not IndexProjection.All })
                Allow(table, null, "BatchGetItem");
        }
    }

    /// <summary>The tables of an entity, or of the entity whose key a type is.</summary>
    private IEnumerable<TableModel> TablesOf(TypeName type)
    {
        var entity = _code.Find(_entityOfKey.GetValueOrDefault(type.Name, type.Name));
        return _tables.Where(table => entity?.EntityOf.Contains(table.ContextType) == true).Select(table => table.Model);
    }

    private void Everywhere(IReadOnlyList<string> actions)
    {
        foreach (var table in _tables.Select(table => table.Model))
        {
            foreach (var action in actions)
            {
                Allow(table, null, action);
                foreach (var index in table.Indexes.Where(_ => action is "Query" or "Scan" or "PartiQLSelect"))
                    Allow(table, index.Name, action);
            }
        }
    }

    private void Allow(TableModel table, string? index, string action)
    {
        var key = (table.Name, index ?? "");
        if (!_actions.TryGetValue(key, out var actions))
            _actions[key] = actions = new SortedSet<string>(StringComparer.Ordinal);
        actions.Add(Prefix + action);
    }

    /// <summary>The method as it was written: the compiler moves bodies of async methods and lambdas to types of its own.</summary>
    private static string Where(CodeMethod method)
    {
        var type = method.Type.Name;
        var outer = type.IndexOf("+<", StringComparison.Ordinal);
        var source = outer < 0 ? method.Name : type[(outer + 1)..] + method.Name;
        var start = source.IndexOf('<');
        var end = source.IndexOf('>');
        var name = start >= 0 && end > start + 1 ? source[(start + 1)..end] : method.Name;
        return $"{(outer < 0 ? type : type[..outer])}.{name}";
    }
}
