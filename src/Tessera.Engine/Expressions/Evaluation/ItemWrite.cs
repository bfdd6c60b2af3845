using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>A value to put at a path, or null to remove what is there.</summary>
internal readonly record struct ItemWrite(AttributePath Path, AttributeValue? Value)
{
    /// <summary>
    /// Orders writes as canonical items order what they change: names by their text, indexes by number. So all writes below one map or list stand together.
    /// </summary>
    public static int ComparePaths(ItemWrite left, ItemWrite right)
    {
        var lefts = left.Path.Steps;
        var rights = right.Path.Steps;
        for (var i = 0; i < Math.Min(lefts.Length, rights.Length); i++)
        {
            var order = lefts[i].IsIndex ? lefts[i].Index.CompareTo(rights[i].Index) : CanonicalText.Compare(lefts[i].CanonicalName, rights[i].CanonicalName);
            if (order != 0)
                return order;
        }

        return lefts.Length.CompareTo(rights.Length);
    }
}
