namespace Tessera.Engine.Items;

/// <summary>The ten data types of an attribute value, under the names that the wire format gives them.</summary>
public enum AttributeType : byte
{
    /// <summary>String.</summary>
    S,

    /// <summary>Number: an exact decimal of up to 38 significant digits.</summary>
    N,

    /// <summary>Binary.</summary>
    B,

    /// <summary>Boolean (<c>BOOL</c>).</summary>
    Bool,

    /// <summary>Null (<c>NULL</c>).</summary>
    Null,

    /// <summary>String set.</summary>
    SS,

    /// <summary>Number set.</summary>
    NS,

    /// <summary>Binary set.</summary>
    BS,

    /// <summary>List.</summary>
    L,

    /// <summary>Map.</summary>
    M,
}
