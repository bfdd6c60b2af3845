using Tessera.Engine.Errors;
using Tessera.Engine.Expressions;
using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Parameters;

/// <summary>What Query and Scan are asked: members as they were sent, not yet checked.</summary>
internal sealed class PageParameters(bool isQuery)
{
    private readonly AttributeParameters _attributes = new();
    private string? _select;
    private string? _projectionExpression;
    private string? _filterExpression;
    private string? _keyConditionExpression;
    private string? _conditionalOperator;
    private List<string?>? _attributesToGet;
    private Dictionary<string, LegacyCondition>? _legacyFilter;
    private Dictionary<string, LegacyCondition>? _keyConditions;
    private string? _legacyError;
    private string? _startKeyError;

    public bool IsQuery => isQuery;

    public string? TableName { get; private set; }

    public string? IndexName { get; private set; }

    public int? Limit { get; private set; }

    public bool ConsistentRead { get; private set; }

    public bool ScanIndexForward { get; private set; } = true;

    public int? Segment { get; private set; }

    public int? TotalSegments { get; private set; }

    /// <summary>The ExclusiveStartKey; no item where it is absent.</summary>
    public Item StartKey { get; private set; }

    public ReturnParameters Return { get; } = new();

    public bool CountsOnly => _select == "COUNT";

    /// <summary>Whether the request asks for all attributes of the table's items, also where it reads an index.</summary>
    public bool WantsAllAttributes => _select == "ALL_ATTRIBUTES";

    private string FilterName => isQuery ? "QueryFilter" : "ScanFilter";

    public static PageParameters Read(bool isQuery, ReadOnlyMemory<byte> body)
    {
        using var values = new AttributeValueReader();
        var parameters = new PageParameters(isQuery);
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            _ = parameters.TryReadPlace(ref reader, values) || parameters.TryReadExpression(ref reader, values)
                || parameters.TryReadLegacy(ref reader, values) || parameters.Return.TryRead(ref reader);
        }
        reader.End();
        return parameters;
    }

    /// <summary>Declares what the service's model asks.</summary>
    public void Validate()
    {
        var validator = new Validator();
        Return.Validate(ref validator);
        validator.Enum("select", _select, "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");
        validator.Enum("conditionalOperator", _conditionalOperator, "OR", "AND");
        LegacyParameters.Validate(ref validator, isQuery ? "queryFilter" : "scanFilter", _legacyFilter, operatorIsRequired: true);
        LegacyParameters.Validate(ref validator, "keyConditions", _keyConditions, operatorIsRequired: true);
        if (_attributesToGet is not null)
            validator.Count("attributesToGet", $"[{string.Join(", ", _attributesToGet)}]", _attributesToGet.Count, 1);
        Catalog.TableName.Validate(ref validator, "tableName", TableName);
        Catalog.TableName.ValidateForm(ref validator, "indexName", IndexName);
        ValidateNumbers(ref validator);
        validator.ThrowIfAny();
    }

    /// <summary>Checks everything that needs no table, in the service's order, and parses the expressions.</summary>
    public PageExpressions ToExpressions()
    {
        var attributes = _attributes.ToAttributes();
        EnsureConsistent(attributes);
        ThrowIfAny(_legacyError);
        Condition.EnsureConditionalOperatorHasUse(_conditionalOperator, _legacyFilter is not null);
        ThrowIfAny(_startKeyError is null ? null : $"The provided starting key is invalid: {_startKeyError}");
        EnsureSegment();
        var projection = _attributesToGet is null ? null : Projection.FromAttributesToGet([.. _attributesToGet.OfType<string>()]);
        var filter = _legacyFilter is null ? null : Condition.FromFilter(FilterName, _legacyFilter, _conditionalOperator);
        var keyCondition = _keyConditions is null ? null : KeyCondition.FromKeyConditions(_keyConditions);
        _attributes.Validate(attributes);
        if (_keyConditionExpression is not null)
            keyCondition = KeyCondition.Parse(_keyConditionExpression, attributes);
        if (_filterExpression is not null)
            filter = Condition.Parse(ExpressionKind.Filter, _filterExpression, attributes);
        if (_projectionExpression is not null)
            projection = Projection.Parse(_projectionExpression, attributes);
        attributes.EnsureAllUsed();
        if (isQuery && keyCondition is null)
            throw KeyCondition.Missing();
        EnsureSelect(projection);
        return new PageExpressions(keyCondition, filter, projection);
    }

    private bool TryReadPlace(ref RequestReader reader, AttributeValueReader values)
    {
        if (reader.Is("TableName"u8))
            TableName = reader.ReadString();
        else if (reader.Is("IndexName"u8))
            IndexName = reader.ReadString();
        else if (reader.Is("ExclusiveStartKey"u8))
            ReadStartKey(ref reader, values);
        else if (reader.Is("Limit"u8))
            Limit = reader.ReadInt32();
        else if (reader.Is("ConsistentRead"u8))
            ConsistentRead = reader.ReadBoolean() ?? false;
        else if (isQuery && reader.Is("ScanIndexForward"u8))
            ScanIndexForward = reader.ReadBoolean() ?? true;
        else if (!isQuery && reader.Is("Segment"u8))
            Segment = reader.ReadInt32();
        else if (!isQuery && reader.Is("TotalSegments"u8))
            TotalSegments = reader.ReadInt32();
        else
            return false;
        return true;
    }

    private bool TryReadExpression(ref RequestReader reader, AttributeValueReader values)
    {
        if (reader.Is("Select"u8))
            _select = reader.ReadString();
        else if (reader.Is("ProjectionExpression"u8))
            _projectionExpression = reader.ReadString();
        else if (reader.Is("FilterExpression"u8))
            _filterExpression = reader.ReadString();
        else if (isQuery && reader.Is("KeyConditionExpression"u8))
            _keyConditionExpression = reader.ReadString();
        else
            return _attributes.TryRead(ref reader, values);
        return true;
    }

    private bool TryReadLegacy(ref RequestReader reader, AttributeValueReader values)
    {
        if (reader.Is("AttributesToGet"u8))
            _attributesToGet = reader.ReadStrings();
        else if (reader.Is(isQuery ? "QueryFilter"u8 : "ScanFilter"u8))
            _legacyFilter = LegacyParameters.ReadConditions(ref reader, values, ref _legacyError);
        else if (isQuery && reader.Is("KeyConditions"u8))
            _keyConditions = LegacyParameters.ReadConditions(ref reader, values, ref _legacyError);
        else if (reader.Is("ConditionalOperator"u8))
            _conditionalOperator = reader.ReadString();
        else
            return false;
        return true;
    }

    private void ReadStartKey(ref RequestReader reader, AttributeValueReader values)
    {
        StartKey = reader.ReadItem(values);
        _startKeyError = values.TakeError();
    }

    private void ValidateNumbers(ref Validator validator)
    {
        if (isQuery && Limit < 1)
        {
            // Query shows neither the value nor its name as Scan does.
            throw ServiceException.Validation(
                "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }
        validator.Range("limit", Limit, 1);
        validator.Range("segment", Segment, 0, 999_999);
        validator.Range("totalSegments", TotalSegments, 1, 1_000_000);
    }

    private void EnsureConsistent(ExpressionAttributes attributes)
    {
        var attributesToGet = new RequestParameter("AttributesToGet", _attributesToGet is not null);
        var legacyFilter = new RequestParameter(FilterName, _legacyFilter is not null);
        var conditionalOperator = new RequestParameter("ConditionalOperator", _conditionalOperator is not null);
        var keyConditions = new RequestParameter("KeyConditions", _keyConditions is not null);
        var projection = new RequestParameter("ProjectionExpression", _projectionExpression is not null);
        var filter = new RequestParameter("FilterExpression", _filterExpression is not null);
        var keyCondition = new RequestParameter("KeyConditionExpression", _keyConditionExpression is not null);
        if (isQuery)
        {
            ExpressionParameters.EnsureConsistent(
                [attributesToGet, legacyFilter, conditionalOperator, keyConditions], [projection, filter, keyCondition], attributes);
        }
        else
        {
            ExpressionParameters.EnsureConsistent([attributesToGet, legacyFilter, conditionalOperator], [projection, filter], attributes);
        }
    }

    private void EnsureSegment()
    {
        if (Segment is null && TotalSegments is null)
            return;
        if (TotalSegments is null)
            throw ServiceException.Validation("The TotalSegments parameter is required but was not present in the request when Segment parameter is present");
        if (Segment is null)
            throw ServiceException.Validation("The Segment parameter is required but was not present in the request when parameter TotalSegments is present");
        if (Segment >= TotalSegments)
        {
            throw ServiceException.Validation(
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
                + $"Segment: {Segment} is not less than TotalSegments: {TotalSegments}");
        }
    }

    private void EnsureSelect(Projection? projection)
    {
        if (projection is not null && _select is not (null or "SPECIFIC_ATTRIBUTES"))
        {
            var parameter = _projectionExpression is null ? "AttributesToGet" : "ProjectionExpression";
            throw ServiceException.Validation($"Cannot specify the {parameter} when choosing to get {(CountsOnly ? "only the Count" : _select)}");
        }
        if (projection is null && _select == "SPECIFIC_ATTRIBUTES")
        {
            throw ServiceException.Validation(
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        if (_select == "ALL_PROJECTED_ATTRIBUTES" && IndexName is null)
            throw ServiceException.Validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }

    private static void ThrowIfAny(string? error)
    {
        if (error is not null)
            throw ServiceException.Validation(error);
    }
}

/// <summary>The parsed expressions of a Query or Scan, or what its legacy parameters say in their place.</summary>
internal sealed record PageExpressions(KeyCondition? KeyCondition, Condition? Filter, Projection? Projection);
