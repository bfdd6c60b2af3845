namespace Tessera.Infrastructure.Access;

/// <summary>Which actions a call of Tessera's or the SDK's methods needs.</summary>
internal static class AccessRules
{
    public const string Repository = "Tessera.EntityRepository`3";
    public const string TableContext = "Tessera.TableContext";
    private const string Sdk = "Amazon.DynamoDBv2.";
    private const string WriteTransaction = "Tessera.WriteTransaction";
    private const string ReadTransaction = "Tessera.ReadTransaction";
    private const string CollectionReader = "Tessera.ItemCollectionReader";

    private static readonly Dictionary<string, string> _repositoryActions = new(StringComparer.Ordinal)
    {
        ["GetAsync"] = "GetItem",
        ["FindAsync"] = "GetItem",
        ["CreateAsync"] = "PutItem",
        ["PutAsync"] = "PutItem",
        ["Create"] = "PutItem",
        ["Put"] = "PutItem",
        ["DeleteAsync"] = "DeleteItem",
        ["Delete"] = "DeleteItem",
        ["Update"] = "UpdateItem",
        ["Check"] = "ConditionCheckItem",
        ["Scan"] = "Scan",
        ["GetManyAsync"] = "BatchGetItem",
        ["PutManyAsync"] = "BatchWriteItem",
        ["DeleteManyAsync"] = "BatchWriteItem",
        ["StartQuery"] = "Query",
        ["StartIndexQuery"] = "Query",
    };

    private static readonly Dictionary<string, string> _transactionActions = new(StringComparer.Ordinal)
    {
        ["Create"] = "PutItem",
        ["Put"] = "PutItem",
        ["Delete"] = "DeleteItem",
        ["Update"] = "UpdateItem",
        ["Check"] = "ConditionCheckItem",
    };

    /// <summary>What the code may do with items when it cannot be told what it does.</summary>
    public static readonly IReadOnlyList<string> EveryItemAction =
    [
        "BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem",
    ];

    /// <summary>The operations of the SDK that need an action of another name, or several.</summary>
    private static readonly Dictionary<string, string[]> _sdkActions = new(StringComparer.Ordinal)
    {
        ["TransactWriteItemsAsync"] = ["ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"],
        ["TransactGetItemsAsync"] = ["GetItem"],
        ["ExecuteStatementAsync"] = ["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"],
        ["BatchExecuteStatementAsync"] = ["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"],
        ["ExecuteTransactionAsync"] = ["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"],
    };

    /// <summary>Whether the call takes the name of an index as a text.</summary>
    public static bool NamesAnIndex(CodeUse use) => use is { Method: "StartIndexQuery" };

    /// <summary>The action of a call of a repository, and the type that tells the table: an entity or its key.</summary>
    public static (string Action, TypeName Entity)? OfCall(CodeUse use)
    {
        var type = use.Type.Name;
        if (type == Repository && _repositoryActions.TryGetValue(use.Method, out var action))
            return (action, use.Type.Arguments[0]);
        if (type == WriteTransaction && use.MethodArguments.Count > 0 && _transactionActions.TryGetValue(use.Method, out action))
            return (action, use.MethodArguments[0]);
        if (type.StartsWith(ReadTransaction, StringComparison.Ordinal) && use.MethodArguments.Count > 0 && use.Method is "Get" or "GetManyAsync")
            return ("GetItem", use.MethodArguments[0]);
        if (type == CollectionReader && use is { Method: "Collect", MethodArguments.Count: 1 })
            return ("Query", use.MethodArguments[0]);
        return null;
    }

    /// <summary>
    /// The actions of an operation that the code calls through the SDK itself, or none. Clients and their paginators name the operation; what the SDK's
    /// object mapper and document model send depends on more than the call.
    /// </summary>
    public static IReadOnlyList<string> OfSdkCall(CodeUse use)
    {
        if (!use.Type.Name.StartsWith(Sdk, StringComparison.Ordinal) || use.Kind != CodeUseKind.Call)
            return [];
        if (use.Type.Name == Sdk + "Model.IDynamoDBv2PaginatorFactory")
            return [use.Method];
        if (!use.Method.EndsWith("Async", StringComparison.Ordinal))
            return [];
        var isClient = use.Type.Name is Sdk + "IAmazonDynamoDB" or Sdk + "AmazonDynamoDBClient";
        return isClient ? _sdkActions.GetValueOrDefault(use.Method, [use.Method[..^"Async".Length]]) : EveryItemAction;
    }

    /// <summary>Whether the call hands a table to code that is not read.</summary>
    public static bool HandsTableOn(CodeUse use, ProgramCode code)
    {
        if (use.Assembly is null || IsKnown(use.Assembly))
            return false;
        return use.Parameters.Any(parameter => IsTable(parameter.With(use.Type.Arguments, use.MethodArguments), code));
    }

    private static bool IsKnown(string assembly) => assembly is "Tessera" or "mscorlib" or "netstandard"
        || assembly.StartsWith("Tessera.", StringComparison.Ordinal)
        || assembly.StartsWith("System", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static bool IsTable(TypeName type, ProgramCode code) =>
        type.Name is TableContext or Repository or "Tessera.EntityRepository" or Sdk + "IAmazonDynamoDB" or Sdk + "AmazonDynamoDBClient"
        || (code.Find(type.Name) is { } own && (code.Derives(own, TableContext) || code.Derives(own, "Tessera.EntityRepository")))
        || type.Arguments.Any(argument => IsTable(argument, code));
}
