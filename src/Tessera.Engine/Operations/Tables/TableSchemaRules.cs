using Tessera.Engine.Errors;

namespace Tessera.Engine.Operations.Tables;

/// <summary>What CreateTable and UpdateTable demand of key schemas, attribute definitions and projections, in the service's words and order.</summary>
internal static class TableSchemaRules
{
    private const int MaxLocalIndexes = 5;
    private const int MaxNonKeyAttributes = 100;
    private const int MaxGlobalKeyAttributes = 4;

    public const int MaxGlobalIndexes = 20;

    /// <summary>The table's own key, before its indexes.</summary>
    public static void CheckTableKey(List<KeySchemaElementInput> key, List<AttributeDefinitionInput> definitions, bool hasIndexes)
    {
        CheckDistinct(Names(definitions));
        if (key.Count > definitions.Count)
            throw ServiceException.Validation("Invalid KeySchema: Some index key attribute have no definition");
        CheckKey(key, Defined(definitions), maxPerType: 1);
        if (!hasIndexes && key.Count != definitions.Count)
        {
            throw Invalid("Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
        }
    }

    public static void CheckLocalIndexes(
        List<IndexInput>? indexes, List<KeySchemaElementInput> tableKey, List<AttributeDefinitionInput> definitions, HashSet<string> names)
    {
        if (indexes is null)
            return;
        if (indexes.Count == 0)
            throw Invalid("List of LocalSecondaryIndexes is empty");
        if (tableKey.Count < 2)
            throw Invalid("Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
        var defined = Defined(definitions);
        foreach (var index in indexes)
        {
            CheckKey(index.KeySchema!, defined, maxPerType: 1);
            CheckLocalKey(index, tableKey[0].AttributeName!);
            CheckProjection(index.Projection!);
            CheckNewName(index.IndexName!, names);
        }
        if (indexes.Count > MaxLocalIndexes)
            throw Invalid("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
    }

    public static void CheckGlobalIndexes(List<IndexInput>? indexes, List<AttributeDefinitionInput> definitions, bool payPerRequest, HashSet<string> names)
    {
        if (indexes is null)
            return;
        if (indexes.Count == 0)
            throw Invalid("List of GlobalSecondaryIndexes is empty");
        var defined = Defined(definitions);
        foreach (var index in indexes)
        {
            CheckGlobalIndex(index, defined);
            CheckThroughput(index, payPerRequest);
            CheckNewName(index.IndexName!, names);
        }
        if (indexes.Count > MaxGlobalIndexes)
            throw Invalid("GlobalSecondaryIndex count exceeds the per-table limit of 20");
    }

    public static void CheckGlobalIndex(IndexInput index, OrderedDictionary<string, string> defined)
    {
        CheckKey(index.KeySchema!, defined, MaxGlobalKeyAttributes);
        CheckProjection(index.Projection!);
    }

    /// <summary>Across all indexes of a table, attributes named in projections are limited.</summary>
    public static void CheckProjectedCount(IEnumerable<int> nonKeyAttributes)
    {
        if (nonKeyAttributes.Sum() > MaxNonKeyAttributes)
            throw Invalid("Number of NonKeyAttributes over all secondary indexes exceeds the per-table limit of 100");
    }

    /// <summary>With indexes, every defined attribute must be in some key.</summary>
    public static void CheckAllUsed(List<AttributeDefinitionInput> definitions, IEnumerable<KeySchemaElementInput> keys)
    {
        var used = new SortedSet<string>(keys.Select(element => element.AttributeName!), StringComparer.Ordinal);
        if (definitions.All(definition => used.Contains(definition.AttributeName!)))
            return;
        var defined = Names(definitions).Order(StringComparer.Ordinal);
        throw Invalid($"Some AttributeDefinitions are not used. AttributeDefinitions: [{string.Join(", ", defined)}], keys used: [{string.Join(", ", used)}]");
    }

    /// <summary>Names with their types, in their order and found at once: a hostile request has a hundred thousand of them, and as many keys.</summary>
    public static OrderedDictionary<string, string> Defined(List<AttributeDefinitionInput> definitions)
    {
        var defined = new OrderedDictionary<string, string>(definitions.Count, StringComparer.Ordinal);
        foreach (var definition in definitions)
            defined[definition.AttributeName!] = definition.AttributeType!;
        return defined;
    }

    private static List<string> Names(List<AttributeDefinitionInput> definitions) => definitions.ConvertAll(definition => definition.AttributeName!);

    public static ServiceException Invalid(string message) => ServiceException.Validation("One or more parameter values were invalid: " + message);

    private static void CheckDistinct(List<string> defined)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in defined)
        {
            if (!seen.Add(name))
                throw ServiceException.Validation($"Attribute Name is duplicated: {name}");
        }
    }

    private static void CheckKey(List<KeySchemaElementInput> key, OrderedDictionary<string, string> defined, int maxPerType)
    {
        var names = key.ConvertAll(element => element.AttributeName!);
        if (!names.TrueForAll(defined.ContainsKey))
        {
            throw Invalid(
                "Some index key attributes are not defined in AttributeDefinitions. "
                + $"Keys: [{string.Join(", ", names)}], AttributeDefinitions: [{string.Join(", ", defined.Keys)}]");
        }
        if (names.Count == 2 && names[0] == names[1])
            throw ServiceException.Validation("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw ServiceException.Validation("The KeySchema contains multiple key attributes with the same name");
        CheckKeyTypes(key, maxPerType);
    }

    private static void CheckKeyTypes(List<KeySchemaElementInput> key, int maxPerType)
    {
        if (key[0].KeyType != "HASH")
            throw ServiceException.Validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        if (maxPerType == 1 && key.Count == 2 && key[1].KeyType != "RANGE")
            throw ServiceException.Validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        var hashes = key.TakeWhile(element => element.KeyType == "HASH").Count();
        if (key.Skip(hashes).Any(element => element.KeyType == "HASH"))
            throw Invalid("All HASH key attributes must precede RANGE key attributes in the KeySchema");
        if (hashes > maxPerType)
            throw Invalid("The KeySchema exceeds the maximum allowed number of HASH key attributes");
        if (key.Count - hashes > maxPerType)
            throw Invalid("The KeySchema exceeds the maximum allowed number of RANGE key attributes");
    }

    private static void CheckLocalKey(IndexInput index, string tableHash)
    {
        if (index.KeySchema!.Count < 2)
            throw Invalid($"Index KeySchema does not have a range key for index: {index.IndexName}");
        var hash = index.KeySchema[0].AttributeName;
        if (hash != tableHash)
        {
            throw Invalid(
                $"Index KeySchema does not have the same leading hash key as table KeySchema for index: {index.IndexName}. "
                + $"index hash key: {hash}, table hash key: {tableHash}");
        }
    }

    private static void CheckProjection(ProjectionInput projection)
    {
        var (type, names) = projection;
        if (type is null)
            throw Invalid("Unknown ProjectionType: null");
        if (names is not null && type != "INCLUDE")
            throw Invalid($"ProjectionType is {type}, but NonKeyAttributes is specified");
        if (names is null && type == "INCLUDE")
            throw Invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names ?? [])
        {
            if (!seen.Add(name!))
                throw Invalid($"Duplicate element in NonKeyAttributes: {name}");
        }
    }

    private static void CheckThroughput(IndexInput index, bool payPerRequest)
    {
        if (payPerRequest && index.ProvisionedThroughput is not null)
            throw Invalid($"ProvisionedThroughput should not be specified for index: {index.IndexName} when BillingMode is PAY_PER_REQUEST");
        if (!payPerRequest && index.ProvisionedThroughput is null)
            throw Invalid($"ProvisionedThroughput is not specified for index: {index.IndexName}");
    }

    private static void CheckNewName(string name, HashSet<string> names)
    {
        if (!names.Add(name))
            throw Invalid($"Duplicate index name: {name}");
    }
}
