using System.Globalization;

namespace Tessera.Mapping;

/// <summary>The plain properties of requests and responses, beside the items.</summary>
internal static class RequestProperties
{
    public static void Property(this ItemWriter request, ReadOnlySpan<byte> name, string value)
    {
        request.Name(name);
        request.Quoted(value.AsSpan());
    }

    public static void Property(this ItemWriter request, ReadOnlySpan<byte> name, int value)
    {
        request.Name(name);
        Span<byte> text = stackalloc byte[16];
        value.TryFormat(text, out var written, default, CultureInfo.InvariantCulture);
        request.Raw(text[..written]);
    }

    public static void Property(this ItemWriter request, ReadOnlySpan<byte> name, bool value)
    {
        request.Name(name);
        request.Raw(value ? "true"u8 : "false"u8);
    }

    public static void ConsistentRead(this ItemWriter request, bool consistent)
    {
        if (consistent)
            request.Property("ConsistentRead"u8, true);
    }

    /// <summary>Sums the units of a ConsumedCapacity, which is one object or, for batches, a list of them.</summary>
    public static double ReadCapacityUnits(this scoped ref ItemReader reader)
    {
        var units = 0.0;
        if (!reader.IsAtList)
            return ReadUnits(ref reader);
        while (reader.NextElement())
            units += ReadUnits(ref reader);
        return units;
    }

    private static double ReadUnits(scoped ref ItemReader reader)
    {
        var units = 0.0;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("CapacityUnits"u8))
                units = reader.ReadJsonNumber();
            else
                reader.Skip();
        }

        return units;
    }
}
