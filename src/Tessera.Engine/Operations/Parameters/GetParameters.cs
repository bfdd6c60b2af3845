using Tessera.Engine.Errors;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Parameters;

/// <summary>What GetItem is asked, or one table of BatchGetItem, or one Get of TransactGetItems: members as they were sent, not yet checked.</summary>
internal sealed class GetParameters
{
    private readonly AttributeParameters _attributes = new();
    private string? _keyError;
    private string? _projectionExpression;
    private List<string?>? _attributesToGet;

    public string? TableName { get; private set; }

    /// <summary>The key; no item where it is absent.</summary>
    public Item Key { get; private set; }

    public bool ConsistentRead { get; private set; }

    /// <summary>Reads the current member if a lone key and its table are described by it.</summary>
    public bool TryReadKey(ref RequestReader reader, AttributeValueReader values)
    {
        if (reader.Is("TableName"u8))
        {
            TableName = reader.ReadString();
            return true;
        }
        if (!reader.Is("Key"u8))
            return false;
        Key = reader.ReadItem(values);
        _keyError = values.TakeError();
        return true;
    }

    /// <summary>Reads the current member if it says what of an item is wanted.</summary>
    public bool TryReadProjection(ref RequestReader reader, AttributeValueReader values)
    {
        if (reader.Is("ProjectionExpression"u8))
            _projectionExpression = reader.ReadString();
        else
            return _attributes.TryRead(ref reader, values);
        return true;
    }

    /// <summary>Reads the current member if it is one that transactions do not have.</summary>
    public bool TryReadOption(ref RequestReader reader)
    {
        if (reader.Is("ConsistentRead"u8))
            ConsistentRead = reader.ReadBoolean() ?? false;
        else if (reader.Is("AttributesToGet"u8))
            _attributesToGet = reader.ReadStrings();
        else
            return false;
        return true;
    }

    /// <summary>Declares what the service's model asks, at a path that ends with a dot or is empty.</summary>
    public void Validate(ref Validator validator, string path)
    {
        Catalog.TableName.Validate(ref validator, $"{path}tableName", TableName);
        validator.NotNull($"{path}key", Key.Exists);
        ValidateProjection(ref validator, path);
    }

    public void ValidateProjection(ref Validator validator, string path)
    {
        if (_attributesToGet is not null)
            validator.Count($"{path}attributesToGet", $"[{string.Join(", ", _attributesToGet)}]", _attributesToGet.Count, 1);
    }

    /// <summary>Checks everything that needs no table, in the service's order; null where the whole item is wanted.</summary>
    public Projection? ToProjection()
    {
        var attributes = _attributes.ToAttributes();
        ExpressionParameters.EnsureConsistent(
            [new RequestParameter("AttributesToGet", _attributesToGet is not null)],
            [new RequestParameter("ProjectionExpression", _projectionExpression is not null)],
            attributes);
        if (_keyError is not null)
            throw ServiceException.Validation(_keyError);
        var projection = _attributesToGet is null ? null : Projection.FromAttributesToGet([.. _attributesToGet.OfType<string>()]);
        _attributes.Validate(attributes);
        if (_projectionExpression is not null)
            projection = Projection.Parse(_projectionExpression, attributes);
        attributes.EnsureAllUsed();
        return projection;
    }
}
