using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Parameters;

/// <summary>
/// Reads the maps of the legacy parameters: Expected, QueryFilter, ScanFilter and KeyConditions hold conditions, AttributeUpdates holds updates.
/// </summary>
internal static class LegacyParameters
{
    private static readonly string[] _comparisonOperators =
        ["IN", "NULL", "BETWEEN", "LT", "NOT_CONTAINS", "EQ", "GT", "NOT_NULL", "NE", "LE", "BEGINS_WITH", "GE", "CONTAINS"];

    /// <summary>Reads a map of conditions; null where it is absent. The first bad value is noted in <paramref name="error"/>.</summary>
    public static Dictionary<string, LegacyCondition>? ReadConditions(
        ref RequestReader reader, AttributeValueReader values, ref string? error, string valueShape = "Condition")
    {
        if (!reader.ReadMap(valueShape))
            return null;
        var conditions = new Dictionary<string, LegacyCondition>();
        while (reader.NextMember())
        {
            var name = reader.Name;
            if (ReadCondition(ref reader, values, valueShape) is { } condition)
                conditions[name] = condition;
            error ??= values.TakeError();
        }
        return conditions;
    }

    /// <summary>Reads AttributeUpdates; null where it is absent. The first bad value is noted in <paramref name="error"/>.</summary>
    public static Dictionary<string, AttributeUpdate>? ReadUpdates(ref RequestReader reader, AttributeValueReader values, ref string? error)
    {
        if (!reader.ReadMap("AttributeValueUpdate"))
            return null;
        var updates = new Dictionary<string, AttributeUpdate>();
        while (reader.NextMember())
        {
            var name = reader.Name;
            if (ReadUpdate(ref reader, values) is { } update)
                updates[name] = update;
            error ??= values.TakeError();
        }
        return updates;
    }

    /// <summary>Declares what the members of conditions must be, at a path such as <c>expected</c>.</summary>
    /// <param name="validator">Collects the faults.</param>
    /// <param name="path">The parameter.</param>
    /// <param name="conditions">The conditions; null where the request has none.</param>
    /// <param name="operatorIsRequired">Whether each needs a ComparisonOperator.</param>
    public static void Validate(ref Validator validator, string path, Dictionary<string, LegacyCondition>? conditions, bool operatorIsRequired)
    {
        foreach (var (name, condition) in conditions ?? [])
        {
            var memberPath = $"{path}.{name}.member.comparisonOperator";
            if (operatorIsRequired)
                validator.NotNull(memberPath, condition.ComparisonOperator);
            validator.Enum(memberPath, condition.ComparisonOperator, _comparisonOperators);
        }
    }

    /// <summary>Declares what the members of AttributeUpdates must be.</summary>
    public static void Validate(ref Validator validator, Dictionary<string, AttributeUpdate>? updates)
    {
        foreach (var (name, update) in updates ?? [])
            validator.Enum($"attributeUpdates.{name}.member.action", update.Action, "ADD", "PUT", "DELETE");
    }

    private static LegacyCondition? ReadCondition(ref RequestReader reader, AttributeValueReader values, string valueShape)
    {
        if (!reader.ReadObject(valueShape))
            return null;
        var condition = new LegacyCondition(null, null);
        while (reader.NextMember())
        {
            if (reader.Is("ComparisonOperator"u8))
                condition = condition with { ComparisonOperator = reader.ReadString() };
            else if (reader.Is("AttributeValueList"u8))
                condition = condition with { AttributeValueList = ReadValues(ref reader, values) };
            else if (reader.Is("Value"u8) && !reader.IsNull)
                condition = condition with { Value = reader.ReadValue(values) };
            else if (reader.Is("Exists"u8))
                condition = condition with { Exists = reader.ReadBoolean() };
        }
        return condition;
    }

    private static List<AttributeValue>? ReadValues(ref RequestReader reader, AttributeValueReader values)
    {
        if (!reader.ReadArray())
            return null;
        var list = new List<AttributeValue>();
        while (reader.NextElement())
            list.Add(reader.ReadValue(values));
        return list;
    }

    private static AttributeUpdate? ReadUpdate(ref RequestReader reader, AttributeValueReader values)
    {
        if (!reader.ReadObject("AttributeValueUpdate"))
            return null;
        var update = new AttributeUpdate(null, null);
        while (reader.NextMember())
        {
            if (reader.Is("Action"u8))
                update = update with { Action = reader.ReadString() };
            else if (reader.Is("Value"u8) && !reader.IsNull)
                update = update with { Value = reader.ReadValue(values) };
        }
        return update;
    }
}
