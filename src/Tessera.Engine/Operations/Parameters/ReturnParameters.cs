using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations.Parameters;

/// <summary>The parameters ReturnConsumedCapacity and ReturnItemCollectionMetrics.</summary>
internal sealed class ReturnParameters
{
    private string? _consumedCapacity;
    private string? _itemCollectionMetrics;

    public ReturnConsumedCapacity ConsumedCapacity => _consumedCapacity switch
    {
        "TOTAL" => ReturnConsumedCapacity.Total,
        "INDEXES" => ReturnConsumedCapacity.Indexes,
        _ => ReturnConsumedCapacity.None,
    };

    public bool ItemCollectionMetrics => _itemCollectionMetrics == "SIZE";

    /// <summary>Reads the current member if it is one of them.</summary>
    public bool TryRead(ref RequestReader reader)
    {
        if (reader.Is("ReturnConsumedCapacity"u8))
            _consumedCapacity = reader.ReadString();
        else if (reader.Is("ReturnItemCollectionMetrics"u8))
            _itemCollectionMetrics = reader.ReadString();
        else
            return false;
        return true;
    }

    public void Validate(ref Validator validator)
    {
        validator.Enum("returnConsumedCapacity", _consumedCapacity, "INDEXES", "TOTAL", "NONE");
        validator.Enum("returnItemCollectionMetrics", _itemCollectionMetrics, "SIZE", "NONE");
    }
}
