using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Checks the property with <c>[TimeToLive]</c>.</summary>
internal static class TimeToLiveParser
{
    public static void Check(INamedTypeSymbol type, MappingSpec mapping, EquatableArray<MappingSpec> objects, DiagnosticBag diagnostics)
    {
        foreach (var nested in objects.SelectMany(o => o.Members.Where(m => m.IsTimeToLive).Select(m => $"{o.Type.Name}.{m.Name}")))
            diagnostics.Report(Descriptors.TimeToLiveWrong, type.FirstLocation(), type.Name, $"holds '{nested}' with [TimeToLive], but only an attribute of the item itself can end its life");

        var marked = mapping.Members.Where(m => m.IsTimeToLive).ToList();
        if (marked.Count > 1)
            Report(marked[1], $"has two properties marked [TimeToLive]: '{marked[0].Name}' and '{marked[1].Name}'; keep one");
        foreach (var member in marked)
        {
            if (member.Value.Kind is not (ValueKind.DateTimeOffset or ValueKind.Int64))
                Report(member, $"marks '{member.Name}' with [TimeToLive], but the time is a DateTimeOffset, or a long of seconds since 1970");
            else if (!member.IsStored)
                Report(member, $"marks '{member.Name}' with [TimeToLive], but it has no setter, so it is not stored");
            else if (IsNativeKey(type, member))
                Report(member, $"marks '{member.Name}' with [TimeToLive], but it is a key; store the time in a property of its own");
        }

        void Report(MemberSpec member, string problem)
        {
            var property = type.AllProperties().First(p => p.Name == member.Name);
            diagnostics.Report(Descriptors.TimeToLiveWrong, property.FirstLocation() ?? type.FirstLocation(), type.Name, problem);
        }
    }

    private static bool IsNativeKey(INamedTypeSymbol type, MemberSpec member)
    {
        var property = type.AllProperties().First(p => p.Name == member.Name);
        string[] keys = [KnownNames.PartitionKey, KnownNames.SortKey, KnownNames.IndexPartitionKey, KnownNames.IndexSortKey];
        return keys.Any(property.HasAttribute);
    }
}
