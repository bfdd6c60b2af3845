using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Reads key templates of one type and checks each part: it exists, has a value, a usable type and a usable format.</summary>
internal sealed class KeyTemplateParser(string typeName, EquatableArray<MemberSpec> members, DiagnosticBag diagnostics)
{
    /// <summary>
    /// Parses a template; <paramref name="isIndex"/> allows parts that may be null, <paramref name="isSortKey"/> warns of parts that do
    /// not sort.
    /// </summary>
    public KeySpec? Parse(string attributeName, string template, Location? location, bool isSortKey, bool isIndex)
    {
        var syntax = TemplateSyntax.Parse(template);
        if (syntax.Error is not null)
        {
            diagnostics.Report(Descriptors.MalformedTemplate, location, template, typeName, syntax.Error);
            return null;
        }

        var segments = new List<KeySegmentSpec>();
        foreach (var segment in syntax.Segments)
        {
            var part = segment.IsLiteral ? null : ParsePart(template, segment, segments, location, isSortKey, isIndex);
            if (!segment.IsLiteral && part is null)
                return null;
            segments.Add(new KeySegmentSpec(segment.Literal, part));
        }

        return new KeySpec
        {
            AttributeName = attributeName,
            Template = template,
            Segments = segments.ToEquatableArray(),
            AttributeType = "S",
        };
    }

    private KeyPartSpec? ParsePart(
        string template, TemplateSegment segment, List<KeySegmentSpec> earlier, Location? location, bool isSortKey, bool isIndex)
    {
        var member = members.FirstOrDefault(m => m.Name == segment.Property);
        if (member is null)
        {
            diagnostics.Report(Descriptors.MissingProperty, location, template, typeName, segment.Property, Suggestion(segment.Property!));
            return null;
        }

        var value = member.Value;
        if (value.IsNullable && !isIndex)
            diagnostics.Report(Descriptors.KeyMayBeNull, location, typeName, member.Name, isSortKey ? "sort key" : "partition key");
        if (KeyFormat.FindTypeProblem(value) is { } typeProblem)
        {
            diagnostics.Report(
                Descriptors.KeyTypeUnsupported, location, typeName, member.Name, value.DisplayName, "a key template", typeProblem);
            return null;
        }

        if (isIndex && !member.IsStored)
        {
            diagnostics.Report(
                Descriptors.KeyTypeUnsupported, location, typeName, member.Name, value.DisplayName, "an index key", "it is computed, so an update could not keep the index in step; store it, with 'init'");
            return null;
        }

        if (KeyFormat.FindFormatProblem(value, segment.Format) is { } formatProblem)
        {
            diagnostics.Report(Descriptors.FormatUnsupported, location, template, Text(segment), value.NonNullable.DisplayName, formatProblem);
            return null;
        }

        if (isSortKey)
            ReportUnsorted(template, segment, earlier, value, location);
        return new KeyPartSpec { Property = member.Name, Value = value, Format = segment.Format };
    }

    private void ReportUnsorted(string template, TemplateSegment segment, List<KeySegmentSpec> earlier, ValueSpec value, Location? location)
    {
        if (!KeyFormat.NumberSorts(value, segment.Format))
        {
            var replacement = $"{segment.Property}:{KeyFormat.PaddedFormat(value.Kind)}";
            var properties = ImmutableDictionary<string, string?>.Empty.Add("Part", Text(segment)).Add("Replacement", replacement);
            diagnostics.Report(Descriptors.NumberDoesNotSort, location, properties, template, Text(segment), replacement);
        }

        if (KeyFormat.FindSortProblem(value, KeyFormat.SortingFormat(earlier, segment.Property!, segment.Format)) is { } problem)
            diagnostics.Report(Descriptors.DateDoesNotSort, location, template, Text(segment), problem);
    }

    private string Suggestion(string property)
    {
        var similar = members.FirstOrDefault(m => string.Equals(m.Name, property, StringComparison.OrdinalIgnoreCase));
        return similar is null ? "" : $"; did you mean '{similar.Name}'?";
    }

    private static string Text(TemplateSegment segment) => segment.Format is null ? segment.Property! : $"{segment.Property}:{segment.Format}";
}
