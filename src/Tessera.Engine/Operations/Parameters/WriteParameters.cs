using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Expressions;
using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations.Parameters;

/// <summary>What PutItem, UpdateItem and DeleteItem are asked, and the actions of a transaction: members as they were sent, not yet checked.</summary>
internal sealed class WriteParameters(ItemActionKind kind)
{
    private readonly AttributeParameters _attributes = new();
    private Item _given;
    private string? _givenError;
    private string? _conditionExpression;
    private string? _updateExpression;
    private string? _conditionalOperator;
    private Dictionary<string, LegacyCondition>? _expected;
    private Dictionary<string, AttributeUpdate>? _attributeUpdates;
    private string? _legacyError;
    private string? _onConditionCheckFailure;

    public string? TableName { get; private set; }

    public string? ReturnValues { get; private set; }

    public ReturnParameters Return { get; } = new();

    /// <summary>Reads the body of a single write.</summary>
    public static WriteParameters Read(ItemActionKind kind, ReadOnlyMemory<byte> body)
    {
        using var values = new AttributeValueReader();
        var parameters = new WriteParameters(kind);
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
            _ = parameters.TryReadAction(ref reader, values) || parameters.TryReadSingleWrite(ref reader, values) || parameters.Return.TryRead(ref reader);
        reader.End();
        return parameters;
    }

    /// <summary>Reads the current member if a single write and the action of a transaction both have it.</summary>
    public bool TryReadAction(ref RequestReader reader, AttributeValueReader values)
    {
        if (reader.Is("TableName"u8))
            TableName = reader.ReadString();
        else if (reader.Is(kind == ItemActionKind.Put ? "Item"u8 : "Key"u8))
            ReadGiven(ref reader, values);
        else if (reader.Is("ConditionExpression"u8))
            _conditionExpression = reader.ReadString();
        else if (kind == ItemActionKind.Update && reader.Is("UpdateExpression"u8))
            _updateExpression = reader.ReadString();
        else if (reader.Is("ReturnValuesOnConditionCheckFailure"u8))
            _onConditionCheckFailure = reader.ReadString();
        else
            return _attributes.TryRead(ref reader, values);
        return true;
    }

    /// <summary>Declares what the service's model asks of a single write.</summary>
    public void Validate(ref Validator validator)
    {
        Return.Validate(ref validator);
        validator.Enum("returnValues", ReturnValues, "ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");
        validator.Enum("conditionalOperator", _conditionalOperator, "OR", "AND");
        LegacyParameters.Validate(ref validator, "expected", _expected, operatorIsRequired: false);
        LegacyParameters.Validate(ref validator, _attributeUpdates);
        ValidateAction(ref validator, "", isTransaction: false);
    }

    /// <summary>Declares what the service's model asks of a write or of a transaction's action, whose members stand at <paramref name="path"/>.</summary>
    public void ValidateAction(ref Validator validator, string path, bool isTransaction)
    {
        Catalog.TableName.Validate(ref validator, $"{path}tableName", TableName);
        validator.NotNull(path + (kind == ItemActionKind.Put ? "item" : "key"), _given.Exists);
        validator.Enum($"{path}returnValuesOnConditionCheckFailure", _onConditionCheckFailure, "ALL_OLD", "NONE");
        if (!isTransaction)
            return;
        if (kind == ItemActionKind.Update)
            validator.NotNull($"{path}updateExpression", _updateExpression);
        if (kind == ItemActionKind.Check)
            validator.NotNull($"{path}conditionExpression", _conditionExpression);
    }

    /// <summary>Checks everything that needs no table, in the service's order, and parses the expressions.</summary>
    public ItemAction ToAction()
    {
        var attributes = _attributes.ToAttributes();
        EnsureConsistent(attributes);
        ThrowIfAny(_givenError);
        EnsureReturnValues();
        if (kind == ItemActionKind.Put)
            ItemSize.Check(_given);
        ThrowIfAny(_legacyError);
        Condition.EnsureConditionalOperatorHasUse(_conditionalOperator, _expected is not null);
        var update = LegacyUpdate();
        var condition = LegacyCondition();
        _attributes.Validate(attributes);
        if (_updateExpression is not null)
            update = Update.Parse(_updateExpression, attributes);
        if (_conditionExpression is not null)
            condition = Condition.Parse(ExpressionKind.Condition, _conditionExpression, attributes);
        attributes.EnsureAllUsed();
        return new ItemAction(kind, TableName!, _given, condition, update, _onConditionCheckFailure == "ALL_OLD");
    }

    private bool TryReadSingleWrite(ref RequestReader reader, AttributeValueReader values)
    {
        if (reader.Is("ReturnValues"u8))
            ReturnValues = reader.ReadString();
        else if (reader.Is("Expected"u8))
            _expected = LegacyParameters.ReadConditions(ref reader, values, ref _legacyError, "ExpectedAttributeValue");
        else if (reader.Is("ConditionalOperator"u8))
            _conditionalOperator = reader.ReadString();
        else if (kind == ItemActionKind.Update && reader.Is("AttributeUpdates"u8))
            _attributeUpdates = LegacyParameters.ReadUpdates(ref reader, values, ref _legacyError);
        else
            return false;
        return true;
    }

    private void ReadGiven(ref RequestReader reader, AttributeValueReader values)
    {
        _given = reader.ReadItem(values);
        _givenError = values.TakeError();
    }

    private void EnsureConsistent(ExpressionAttributes attributes)
    {
        var updates = new RequestParameter("AttributeUpdates", _attributeUpdates is not null);
        var expected = new RequestParameter("Expected", _expected is not null);
        var conditionalOperator = new RequestParameter("ConditionalOperator", _conditionalOperator is not null);
        var update = new RequestParameter("UpdateExpression", _updateExpression is not null);
        var condition = new RequestParameter("ConditionExpression", _conditionExpression is not null);
        if (kind == ItemActionKind.Update)
            ExpressionParameters.EnsureConsistent([updates, expected, conditionalOperator], [update, condition], attributes);
        else
            ExpressionParameters.EnsureConsistent([expected, conditionalOperator], [condition], attributes);
    }

    private void EnsureReturnValues()
    {
        if (kind != ItemActionKind.Update && ReturnValues is not (null or "NONE" or "ALL_OLD"))
            throw ServiceException.Validation("ReturnValues can only be ALL_OLD or NONE");
    }

    private Update LegacyUpdate() => _attributeUpdates is null ? Update.None : Update.FromAttributeUpdates(_attributeUpdates);

    private Condition? LegacyCondition() => _expected is null ? null : Condition.FromExpected(_expected, _conditionalOperator);

    private static void ThrowIfAny(string? error)
    {
        if (error is not null)
            throw ServiceException.Validation(error);
    }
}
