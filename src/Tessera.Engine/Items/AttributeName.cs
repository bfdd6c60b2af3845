using Tessera.Engine.Errors;

namespace Tessera.Engine.Items;

/// <summary>The limit of the name of an attribute, or of a map's entry at any level.</summary>
internal static class AttributeName
{
    private const int BytesMax = 65_535;

    /// <param name="bytes">The length of the name in UTF-8.</param>
    /// <exception cref="ServiceException">It is too long. The service says so before anything else about the value, and without naming the parameter.</exception>
    public static void CheckLength(int bytes)
    {
        if (bytes > BytesMax)
            throw ServiceException.Validation($"1 validation error detected: Attribute name is too large, must be less than {BytesMax + 1} bytes");
    }
}
