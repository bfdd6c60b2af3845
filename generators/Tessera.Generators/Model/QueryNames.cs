using System.Text;

namespace Tessera.Generators.Model;

/// <summary>The names of query methods.</summary>
internal static class QueryNames
{
    /// <summary><c>QueryByTenantIdAndStatus</c> for an index partitioned by properties, <c>QueryGSI1</c> for any other.</summary>
    public static string For(IndexKeysSpec index)
    {
        var properties = index.IsLocal ? [] : index.PartitionKey.Parts.Select(p => p.Property).ToList();
        return properties.Count == 0 ? "Query" + (Words(index.IndexName) is { Length: > 0 } words ? words : "_") : "QueryBy" + string.Join("And", properties);
    }

    /// <summary>An index name as an identifier: <c>by-email</c> gives <c>ByEmail</c>, <c>2nd</c> gives <c>_2nd</c>.</summary>
    public static string Identifier(string indexName)
    {
        var words = Words(indexName);
        return words.Length == 0 || char.IsDigit(words[0]) ? "_" + words : words;
    }

    private static string Words(string indexName)
    {
        var result = new StringBuilder();
        var startsWord = true;
        foreach (var character in indexName)
        {
            if (char.IsLetterOrDigit(character) || character == '_')
                result.Append(startsWord ? char.ToUpperInvariant(character) : character);
            startsWord = character is '-' or '.';
        }

        return result.ToString();
    }
}
