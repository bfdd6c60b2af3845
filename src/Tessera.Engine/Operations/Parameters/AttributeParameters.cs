using System.Text;
using Tessera.Engine.Errors;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Parameters;

/// <summary>The parameters ExpressionAttributeNames and ExpressionAttributeValues.</summary>
internal sealed class AttributeParameters
{
    private Dictionary<string, string>? _names;
    private Dictionary<string, AttributeValue>? _values;
    private string? _valuesError;

    /// <summary>Reads the current member if it is one of them.</summary>
    public bool TryRead(ref RequestReader reader, AttributeValueReader values)
    {
        if (reader.Is("ExpressionAttributeNames"u8))
            ReadNames(ref reader);
        else if (reader.Is("ExpressionAttributeValues"u8))
            ReadValues(ref reader, values);
        else
            return false;
        return true;
    }

    /// <summary>Both as the expressions take them.</summary>
    public ExpressionAttributes ToAttributes() => new(_names, _values);

    /// <summary>Refuses values that are no attribute values, and placeholders that are none.</summary>
    public void Validate(ExpressionAttributes attributes)
    {
        attributes.Validate();
        if (_valuesError is not null)
            throw ServiceException.Validation(_valuesError);
    }

    private void ReadNames(ref RequestReader reader)
    {
        if (!reader.ReadObject())
            return;
        _names = [];
        while (reader.NextMember())
        {
            var name = reader.Name;
            if (reader.ReadString() is not { } attributeName)
                continue;
            AttributeName.CheckLength(Encoding.UTF8.GetByteCount(attributeName));
            _names[name] = attributeName;
        }
    }

    private void ReadValues(ref RequestReader reader, AttributeValueReader values)
    {
        if (!reader.ReadMap())
            return;
        _values = [];
        while (reader.NextMember())
        {
            var name = reader.Name;
            _values[name] = reader.ReadValue(values);
            if (values.TakeError() is { } error)
                _valuesError ??= ExpressionMessages.InvalidValue(name, error);
        }
    }
}
