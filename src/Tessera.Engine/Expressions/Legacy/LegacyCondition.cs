using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Legacy;

/// <summary>
/// An entry of the legacy parameters Expected, QueryFilter, ScanFilter and KeyConditions. <c>Value</c> and <c>Exists</c> occur in Expected only.
/// Members are null where the request leaves them out; enum members were checked by the protocol.
/// </summary>
internal sealed record LegacyCondition(
    string? ComparisonOperator, IReadOnlyList<AttributeValue>? AttributeValueList, AttributeValue? Value = null, bool? Exists = null);

/// <summary>An entry of the legacy parameter AttributeUpdates: PUT (the default), ADD or DELETE, and its value, which DELETE may leave out.</summary>
internal sealed record AttributeUpdate(string? Action, AttributeValue? Value);
