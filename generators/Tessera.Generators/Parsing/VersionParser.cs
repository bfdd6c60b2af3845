using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Checks the property with <c>[Version]</c>.</summary>
internal static class VersionParser
{
    public static void Check(INamedTypeSymbol type, MappingSpec mapping, DiagnosticBag diagnostics)
    {
        var versions = mapping.Members.Where(m => m.IsVersion).ToList();
        if (versions.Count > 1)
            Report(versions[1], $"has two properties marked [Version]: '{versions[0].Name}' and '{versions[1].Name}'; keep one");
        foreach (var version in versions)
        {
            if (version.Value.Kind is not (ValueKind.Int32 or ValueKind.Int64) || version.Value.IsNullable)
                Report(version, $"marks '{version.Name}' with [Version], but a version is an int or a long that is not nullable");
            else if (!version.IsStored)
                Report(version, $"marks '{version.Name}' with [Version], but it has no setter, so it could not be read back");
        }

        void Report(MemberSpec member, string problem)
        {
            var property = type.AllProperties().First(p => p.Name == member.Name);
            diagnostics.Report(Descriptors.VersionWrong, property.FirstLocation() ?? type.FirstLocation(), type.Name, problem);
        }
    }
}
