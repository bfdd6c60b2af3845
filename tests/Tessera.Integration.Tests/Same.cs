using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Tessera.Integration.Tests;

/// <summary>Compares objects by their content, member by member, and says where they differ.</summary>
internal static class Same
{
    public static void Check(object? expected, object? actual, string path = "") => Compare(expected, actual, path);

    private static void Compare(object? expected, object? actual, string path)
    {
        switch (expected, actual)
        {
            case (null, null):
                return;
            case (null, _) or (_, null):
                Assert.Fail($"{path}: expected {expected ?? "null"}, found {actual ?? "null"}");
                return;
            case (ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right):
                Assert.True(left.Span.SequenceEqual(right.Span), path);
                return;
            case (IDictionary left, IDictionary right):
                Assert.True(left.Count == right.Count, $"{path}: {left.Count} entries expected, {right.Count} found");
                foreach (DictionaryEntry entry in left)
                    Compare(entry.Value, right[entry.Key], $"{path}[{entry.Key}]");
                return;
            case (string, string):
                Assert.True(expected.Equals(actual), $"{path}: expected {expected}, found {actual}");
                return;
            case (IEnumerable left, IEnumerable right):
                CompareElements(Ordered(left), Ordered(right), path);
                return;
            default:
                CompareMembers(expected, actual, path);
                return;
        }
    }

    /// <summary>The elements of a set have no order, so they are put into one.</summary>
    private static List<object?> Ordered(IEnumerable elements)
    {
        var isSet = elements.GetType().Name.Contains("Set", StringComparison.Ordinal);
        var list = elements.Cast<object?>();
        return isSet ? [.. list.OrderBy(e => e is byte[] bytes ? Convert.ToHexString(bytes) : e!.ToString(), StringComparer.Ordinal)] : [.. list];
    }

    private static void CompareElements(List<object?> expected, List<object?> actual, string path)
    {
        Assert.True(expected.Count == actual.Count, $"{path}: {expected.Count} elements expected, {actual.Count} found");
        for (var i = 0; i < expected.Count; i++)
            Compare(expected[i], actual[i], $"{path}[{i}]");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The tests are not trimmed.")]
    private static void CompareMembers(object expected, object actual, string path)
    {
        var type = expected.GetType();
        var properties = type.Namespace!.StartsWith("System", StringComparison.Ordinal) || type.IsEnum ? [] : type.GetProperties();
        if (properties.Length == 0)
            Assert.True(expected.Equals(actual), $"{path}: expected {expected}, found {actual}");
        foreach (var property in properties.Where(p => p.Name != "Ignored"))
            Compare(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
    }
}
