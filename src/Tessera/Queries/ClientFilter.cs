namespace Tessera;

/// <summary>What is said of a filter that only C# could evaluate.</summary>
internal static class ClientFilter
{
    public const string Message =
        "DynamoDB cannot evaluate this filter. Use what the attribute references offer (comparisons, StartsWith, Contains, Between, In, Exists, Size), "
        + "or filter in memory and say so: await foreach, or ToListAsync() and then LINQ.";
}
