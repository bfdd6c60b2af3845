using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>A broken rule between the types of one table; reported where <see cref="SubjectFullName"/> is declared.</summary>
internal sealed record TableProblem(DiagnosticDescriptor Descriptor, string SubjectFullName, object?[] Arguments);

/// <summary>The rules between the types of one table.</summary>
internal static class TableRules
{
    public static IEnumerable<TableProblem> Check(AssembledTable table) =>
        CheckKeySchemas(table)
            .Concat(CheckIndexSchemas(table))
            .Concat(CheckNames(table))
            .Concat(CheckTimeToLive(table))
            .Concat(CheckCollisions(table));

    private static IEnumerable<TableProblem> CheckKeySchemas(AssembledTable table)
    {
        foreach (var entity in table.Entities.Skip(1))
        {
            var first = table.Entities[0];
            if (Difference("partition key", table, first, entity, first.PartitionKey, entity.PartitionKey) is { } partition)
                yield return partition;
            if (Difference("sort key", table, first, entity, first.SortKey, entity.SortKey) is { } sort)
                yield return sort;
        }
    }

    private static TableProblem? Difference(string role, AssembledTable table, EntitySpec left, EntitySpec right, KeySpec? leftKey, KeySpec? rightKey)
    {
        if (leftKey?.AttributeName == rightKey?.AttributeName && leftKey?.AttributeType == rightKey?.AttributeType)
            return null;
        return new TableProblem(Descriptors.KeySchemasDiffer, right.Type.FullName,
        [
            left.Type.Name, right.Type.Name, table.Table.Type.Name, role,
            leftKey?.AttributeName ?? "none", leftKey?.AttributeType ?? "-", rightKey?.AttributeName ?? "none", rightKey?.AttributeType ?? "-",
        ]);
    }

    private static IEnumerable<TableProblem> CheckIndexSchemas(AssembledTable table)
    {
        foreach (var index in table.Indexes)
        {
            foreach (var entity in table.Entities)
            {
                var keys = entity.Indexes.FirstOrDefault(i => i.IndexName == index.Index.Name);
                if (keys is not null && FindIndexDifference(index, keys) is { } problem)
                    yield return new TableProblem(Descriptors.IndexKeysWrong, entity.Type.FullName,
                        [entity.Type.Name, $"the index '{index.Index.Name}'", problem]);
            }
        }
    }

    private static string? FindIndexDifference(AssembledIndex index, IndexKeysSpec keys)
    {
        if (index.PartitionKey.Name != keys.PartitionKey.AttributeName || index.PartitionKey.Type != keys.PartitionKey.AttributeType)
            return $"its partition key is '{index.PartitionKey.Name}' ({index.PartitionKey.Type}), not '{keys.PartitionKey.AttributeName}' ({keys.PartitionKey.AttributeType})";
        if (keys.SortKey is null)
            return index.SortKey is null
                ? null
                : $"another entity gives it the sort key '{index.SortKey.Name}', so an item without one would be missing from the index; give a sort key template";
        if (index.SortKey!.Name != keys.SortKey.AttributeName || index.SortKey.Type != keys.SortKey.AttributeType)
            return $"its sort key is '{index.SortKey.Name}' ({index.SortKey.Type}), not '{keys.SortKey.AttributeName}' ({keys.SortKey.AttributeType})";
        return null;
    }

    private static IEnumerable<TableProblem> CheckNames(AssembledTable table)
    {
        var members = table.Entities.Select(e => (Name: e.RepositoryName, e.Type))
            .Concat(table.Collections.Select(c => (Name: c.RepositoryName, c.Type)))
            .ToList();
        foreach (var group in members.GroupBy(m => m.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return Duplicate([.. group.Select(m => m.Type)], group.Key, table.Table.Type.Name, "rename one with Repository = \"...\"");

        foreach (var (name, type) in members.Where(m => table.Table.HasMember(m.Name)))
        {
            yield return new TableProblem(Descriptors.DuplicateName, type.FullName,
                [$"The repository of '{type.Name}'", "a member of every table context", name, table.Table.Type.Name, "rename it with Repository = \"...\""]);
        }

        foreach (var group in table.Entities.GroupBy(e => e.EntityName, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return Duplicate([.. group.Select(e => e.Type)], group.Key, $"the attribute {table.Table.EntityTypeAttribute} of {table.Table.Type.Name}",
                "rename one with Name = \"...\"");

        foreach (var entity in table.Entities)
        {
            foreach (var group in entity.Indexes.GroupBy(QueryNames.For, StringComparer.Ordinal).Where(g => g.Count() > 1))
            {
                var indexes = group.Select(i => i.IndexName).ToList();
                yield return new TableProblem(Descriptors.DuplicateName, entity.Type.FullName,
                    [$"The queries on the index '{indexes[0]}'", $"the index '{indexes[1]}'", group.Key, entity.RepositoryName,
                        "partition one of them by another property or by a literal"]);
            }
        }
    }

    /// <summary>A number that another entity stores in the attribute would make its items expire as well.</summary>
    private static IEnumerable<TableProblem> CheckTimeToLive(AssembledTable table)
    {
        if (table.Entities.FirstOrDefault(e => e.TimeToLive is not null) is not { } first)
            yield break;
        foreach (var entity in table.Entities.Where(e => e != first))
        {
            if (FindTimeToLiveProblem(table.TimeToLiveAttribute!, first, entity) is { } problem)
                yield return new TableProblem(Descriptors.TimeToLiveDiffers, entity.Type.FullName, [first.Type.Name, entity.Type.Name, table.Table.Type.Name, problem]);
        }
    }

    private static string? FindTimeToLiveProblem(string attribute, EntitySpec first, EntitySpec entity)
    {
        if (entity.TimeToLive is { } timeToLive)
        {
            return timeToLive.AttributeName == attribute ? null
                : $"it is '{attribute}' for one and '{timeToLive.AttributeName}' for the other; give both the same name with [Attribute(\"...\")]";
        }

        var member = entity.Mapping.Members.FirstOrDefault(m => m.IsStored && m.AttributeName == attribute && m.Value.IsNumber);
        return member is null ? null
            : $"'{entity.Type.Name}.{member.Name}' stores a number in the attribute '{attribute}', by which '{first.Type.Name}' expires; mark it with [TimeToLive] too, or rename it";
    }

    private static TableProblem Duplicate(List<TypeSpec> types, string name, string where, string advice) =>
        new(Descriptors.DuplicateName, types[1].FullName, [$"'{types[0].Name}'", $"'{types[1].Name}'", name, where, advice]);

    private static IEnumerable<TableProblem> CheckCollisions(AssembledTable table)
    {
        for (var i = 0; i < table.Entities.Count; i++)
        {
            for (var j = i + 1; j < table.Entities.Count; j++)
            {
                var (left, right) = (table.Entities[i], table.Entities[j]);
                if (FindCollision(left, right) is { } example)
                    yield return new TableProblem(Descriptors.KeysCollide, right.Type.FullName,
                        [left.Type.Name, right.Type.Name, table.Table.Type.Name, example]);
            }
        }
    }

    /// <summary>
    /// An example of a key that both entities can have, or null. A property used in both keys is taken as two values, which may report
    /// a collision that its one value rules out, but never misses one.
    /// </summary>
    private static string? FindCollision(EntitySpec left, EntitySpec right)
    {
        if (Common(left.PartitionKey, right.PartitionKey) is not { } partition)
            return null;
        if (left.SortKey is null || right.SortKey is null)
            return $"{left.PartitionKey.AttributeName} = \"{partition}\"";
        return Common(left.SortKey, right.SortKey) is { } sort
            ? $"{left.PartitionKey.AttributeName} = \"{partition}\" and {left.SortKey.AttributeName} = \"{sort}\""
            : null;
    }

    private static string? Common(KeySpec left, KeySpec right) =>
        left.AttributeName == right.AttributeName && left.AttributeType == right.AttributeType
            ? KeyPattern.FindCommonText(KeyPatternBuilder.Build(left), KeyPatternBuilder.Build(right))
            : null;
}
