namespace Tessera.Engine.Items;

/// <summary>Why a number was refused.</summary>
public enum NumberError
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The text is no number.</summary>
    NotANumber,

    /// <summary>Its magnitude is too large.</summary>
    Overflow,

    /// <summary>Its magnitude is too small, but not zero.</summary>
    Underflow,

    /// <summary>It has more than 38 significant digits.</summary>
    TooManyDigits,
}
