using System.Security.Cryptography;
using Tessera.Engine.Errors;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations.Parameters;

/// <summary>What TransactWriteItems is asked: members as they were sent, not yet checked.</summary>
internal sealed class TransactWriteParameters
{
    private const int ActionsMax = 100;

    private const int TokenLengthMax = 36;

    private const int DigestLength = 16;

    private List<Element>? _elements;
    private ReadOnlyMemory<byte> _json;

    public string? ClientRequestToken { get; private set; }

    public ReturnParameters Return { get; } = new();

    public static TransactWriteParameters Read(ReadOnlyMemory<byte> body)
    {
        using var values = new AttributeValueReader();
        var parameters = new TransactWriteParameters();
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("TransactItems"u8))
                parameters.ReadElements(ref reader, values);
            else if (reader.Is("ClientRequestToken"u8))
                parameters.ClientRequestToken = reader.ReadString();
            else
                parameters.Return.TryRead(ref reader);
        }
        reader.End();
        return parameters;
    }

    /// <summary>Declares what the service's model asks.</summary>
    public void Validate()
    {
        var validator = new Validator();
        Return.Validate(ref validator);
        validator.Length("clientRequestToken", ClientRequestToken, 1, TokenLengthMax);
        validator.NotNull("transactItems", _elements);
        if (_elements is not null && _elements.Count is 0 or > ActionsMax)
            validator.Count("transactItems", _elements.Count == 0 ? "[]" : $"[{_elements.Count} items]", _elements.Count, 1, ActionsMax);
        for (var i = 0; i < (_elements?.Count ?? 0); i++)
        {
            foreach (var (name, action) in _elements![i].Actions)
                action.ValidateAction(ref validator, $"transactItems.{i + 1}.member.{name}.", isTransaction: true);
        }
        validator.ThrowIfAny();
    }

    /// <summary>Checks everything that needs no table, in the service's order, and parses the expressions.</summary>
    public List<ItemAction> ToActions()
    {
        foreach (var element in _elements!)
        {
            if (element.Actions.Count != 1)
                throw ServiceException.Validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return _elements.ConvertAll(element => element.Actions[0].Action.ToAction());
    }

    /// <summary>Tells this request from others with the same token. How it wants its capacity shown is no part of it.</summary>
    public byte[] Digest() => SHA256.HashData(_json.Span)[..DigestLength];

    private void ReadElements(ref RequestReader reader, AttributeValueReader values)
    {
        var copy = reader;
        _json = copy.ReadRaw();
        if (!reader.ReadArray())
            return;
        _elements = [];
        while (reader.NextElement())
        {
            var element = new Element([]);
            if (reader.ReadObject("TransactWriteItem"))
                element.Read(ref reader, values);
            _elements.Add(element);
        }
    }

    /// <summary>An element of TransactItems: it should hold one action.</summary>
    private readonly record struct Element(List<(string Name, WriteParameters Action)> Actions)
    {
        public void Read(ref RequestReader reader, AttributeValueReader values)
        {
            while (reader.NextMember())
            {
                if (reader.Is("ConditionCheck"u8))
                    Read(ref reader, values, "conditionCheck", "ConditionCheck", ItemActionKind.Check);
                else if (reader.Is("Put"u8))
                    Read(ref reader, values, "put", "Put", ItemActionKind.Put);
                else if (reader.Is("Delete"u8))
                    Read(ref reader, values, "delete", "Delete", ItemActionKind.Delete);
                else if (reader.Is("Update"u8))
                    Read(ref reader, values, "update", "Update", ItemActionKind.Update);
            }
        }

        private void Read(ref RequestReader reader, AttributeValueReader values, string name, string shape, ItemActionKind kind)
        {
            if (!reader.ReadObject(shape))
                return;
            var action = new WriteParameters(kind);
            while (reader.NextMember())
                action.TryReadAction(ref reader, values);
            Actions.Add((name, action));
        }
    }
}
