namespace Tessera;

/// <summary>How an enum property is stored.</summary>
public enum EnumStorage
{
    /// <summary>As its name (S). Renaming a member makes stored items unreadable; reordering members does not.</summary>
    Name,

    /// <summary>As its number (N). Renumbering members changes the meaning of stored items; renaming does not.</summary>
    Number,
}
