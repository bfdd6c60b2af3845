using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Tree;

namespace Tessera.Engine.Expressions.Resolving;

/// <summary>
/// The paths of one projection or update must not overlap (one is the other, or leads into it) nor conflict (one takes as a list what the other takes as a
/// map). All overlaps come before the first conflict.
/// </summary>
internal static class PathOverlaps
{
    public static void Check(ExpressionKind kind, AttributePath[] paths)
    {
        string? conflict = null;
        for (var two = 1; two < paths.Length; two++)
        {
            for (var one = 0; one < two; one++)
            {
                switch (Relate(paths[one].Steps, paths[two].Steps))
                {
                    case Relation.Overlap:
                        throw Invalid(kind, ExpressionMessages.PathsOverlap(paths[one], paths[two]));
                    case Relation.Conflict:
                        conflict ??= ExpressionMessages.PathsConflict(paths[one], paths[two]);
                        break;
                }
            }
        }

        if (conflict is not null)
            throw Invalid(kind, conflict);
    }

    private static Relation Relate(ReadOnlySpan<PathStep> one, ReadOnlySpan<PathStep> two)
    {
        var common = Math.Min(one.Length, two.Length);
        for (var i = 0; i < common; i++)
        {
            if (one[i].IsIndex != two[i].IsIndex)
                return Relation.Conflict;
            if (!one[i].Equals(two[i]))
                return Relation.None;
        }

        return Relation.Overlap;
    }

    private static ServiceException Invalid(ExpressionKind kind, string message) =>
        ServiceException.Validation(ExpressionMessages.Invalid(kind, message));

    private enum Relation
    {
        None,
        Overlap,
        Conflict,
    }
}
