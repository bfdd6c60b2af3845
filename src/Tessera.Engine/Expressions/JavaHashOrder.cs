namespace Tessera.Engine.Expressions;

/// <summary>
/// The order in which the service lists several placeholders in one message: that of a Java hash set, which depends on nothing but the strings and the
/// size of the table. Listing them so makes even those messages equal.
/// </summary>
internal static class JavaHashOrder
{
    private const int CapacityMin = 16;
    private const double LoadFactor = 0.75;

    /// <summary>Puts the keys in the order of a hash set that was made from <paramref name="total"/> keys.</summary>
    public static IEnumerable<string> Sort(IEnumerable<string> keys, int total)
    {
        var wanted = Math.Max((int)(total / LoadFactor) + 1, CapacityMin);
        var capacity = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)wanted);
        return keys.OrderBy(key => Slot(key, capacity));
    }

    private static int Slot(string key, int capacity)
    {
        var hash = 0;
        foreach (var character in key)
            hash = unchecked((31 * hash) + character);
        return (hash ^ (int)((uint)hash >> 16)) & (capacity - 1);
    }
}
