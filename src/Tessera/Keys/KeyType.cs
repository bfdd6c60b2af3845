namespace Tessera;

/// <summary>The type of a key attribute.</summary>
public enum KeyType
{
    /// <summary>Text (S), sorted by its UTF-8 bytes.</summary>
    String,

    /// <summary>A number (N), sorted by value.</summary>
    Number,

    /// <summary>Bytes (B), sorted as unsigned.</summary>
    Binary,
}
