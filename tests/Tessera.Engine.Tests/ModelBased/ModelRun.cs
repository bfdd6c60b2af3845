using System.Text.Json;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.ModelBased;

/// <summary>One run of random operations. Every request goes to the engine and to the model, and the answers are compared as text.</summary>
internal sealed partial class ModelRun(EngineUnderTest engine, Random random)
{
    private readonly RandomRequests _random = new(random);
    private readonly Dictionary<string, int> _answers = [];
    private readonly ModelTable[] _tables =
    [
        new ModelTable(
            "Things",
            new ModelKey("pk", "S"),
            new ModelKey("sk", "N"),
            new ModelIndex("ByText", IsGlobal: true, new ModelKey("g1", "S"), new ModelKey("g2", "N"), Projected: null),
            new ModelIndex("ByNumber", IsGlobal: true, new ModelKey("g2", "N"), Range: null, Projected: []),
            new ModelIndex("Local", IsGlobal: false, new ModelKey("pk", "S"), new ModelKey("l1", "S"), Projected: ["a", "b"])),
        new ModelTable("Single", new ModelKey("id", "B"), range: null, new ModelIndex("ByBytes", IsGlobal: true, new ModelKey("h", "B"), null, ["n", "l"])),
    ];

    public int OperationCount { get; private set; }

    public void CreateTables()
    {
        foreach (var table in _tables) engine.Do("CreateTable", table.CreateRequest());
    }

    public void Step()
    {
        switch (_random.Next(100))
        {
            case < 20: Put(); break;
            case < 52: Update(); break;
            case < 57: Delete(); break;
            case < 64: Get(); break;
            case < 78: Query(); break;
            case < 79: Scan(); break;
            case < 94: TransactWrite(); break;
            case < 96: TransactGet(); break;
            case < 98: BatchWrite(); break;
            default: BatchGet(); break;
        }
    }

    /// <summary>Reads every table and index whole.</summary>
    public void CompareEverything()
    {
        foreach (var table in _tables)
        {
            Scan(table, index: null);
            foreach (var index in table.Indexes) Scan(table, index);
        }
    }

    /// <summary>How many answers there were of each kind, to see that every kind occurs.</summary>
    public string Summary() => string.Join("\n", _answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Value,7} {answer.Key}"));

    /// <summary>Sends a request and expects exactly this answer.</summary>
    private void Expect(string operation, string request, string expected)
    {
        var answer = Send(operation, request);
        var actual = answer.Status == 200 ? answer.Body : answer.Error;
        if (actual != expected) Fail(operation, request, expected, answer.Body);
        Note(operation, answer);
    }

    private Answer Send(string operation, string request)
    {
        OperationCount++;
        return engine.Call(operation, request);
    }

    private JsonElement Succeed(string operation, string request)
    {
        var answer = Send(operation, request);
        if (answer.Status != 200) Fail(operation, request, "a success", answer.Body);
        Note(operation, answer);
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    private void Note(string operation, Answer answer)
    {
        var kind = $"{operation} {(answer.Status == 200 ? answer.Body.Length > 2 ? "with content" : "empty" : answer.Error)}";
        _answers[kind] = _answers.GetValueOrDefault(kind) + 1;
    }

    private void Fail(string operation, string request, string expected, string actual) =>
        Assert.Fail($"Operation {OperationCount}, {operation}\nrequest:  {request}\nexpected: {expected}\nactual:   {actual}");

    /// <summary>A member of a request or answer that is there only if it has content.</summary>
    private static string Attributes(ModelItem? item) => item is null || item.Attributes.IsEmpty ? "{}" : $$"""{"Attributes":{{item.Json}}}""";

    private ModelTable PickTable() => _random.Chance(80) ? _tables[0] : _tables[1];
}
