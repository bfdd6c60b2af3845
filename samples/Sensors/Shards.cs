namespace Sensors;

/// <summary>Which of the partitions that share a hot key an item goes to.</summary>
public static class Shards
{
    /// <summary>More partitions take more writes; every read asks them all.</summary>
    public const int Count = 4;

    /// <summary>The same shard for the same sensor for ever (FNV-1a): <see cref="string.GetHashCode()"/> differs from process to process.</summary>
    public static int Of(string sensorId)
    {
        var hash = 2166136261u;
        foreach (var character in sensorId)
            hash = (hash ^ character) * 16777619u;
        return (int)(hash % Count);
    }
}
