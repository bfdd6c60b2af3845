using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Tessera.Conventions.Tests;

/// <summary>Every public member of every library says what it does.</summary>
public sealed class DocumentationTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Libraries => [.. Repository.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicMembers_OfALibrary_AreDocumented(string library)
    {
        var documented = Documented(library);
        var missing =
            from type in Assembly.Load(library).GetExportedTypes()
            where !type.IsDefined(typeof(CompilerGeneratedAttribute))
            from id in Members(type).Select(MemberId).Prepend("T:" + TypeId(type))
            where !documented.Contains(id)
            select id;
        Offences.None(missing.Distinct());
    }

    [Fact]
    public void Projects_DoNotSilenceMissingDocumentation()
    {
        var silenced = Repository.Files("src", ".csproj", ".props", ".cs").Where(path => Repository.Read(path).Contains("CS1591", StringComparison.Ordinal));
        Offences.None(silenced);
    }

    /// <summary>The documented ids without parameter lists: one documented overload does not excuse another, but the compiler sees to that.</summary>
    private static HashSet<string> Documented(string library)
    {
        var file = XDocument.Load(Path.Combine(AppContext.BaseDirectory, library + ".xml"));
        return file.Descendants("member")
            .Where(member => member.Elements().Any(element => element.Name == "inheritdoc" || !string.IsNullOrWhiteSpace(element.Value)))
            .Select(member => WithoutParameters((string)member.Attribute("name")!))
            .ToHashSet();
    }

    private static IEnumerable<MemberInfo> Members(Type type) =>
        type.IsSubclassOf(typeof(Delegate)) ? [] : type.GetMembers(Declared).Where(member => IsVisible(member) && !IsWrittenByTheCompiler(type, member));

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo @event => IsVisible(@event.AddMethod!),
        FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
        _ => false, // Nested types are exported types of their own.
    };

    /// <summary>Accessors, default constructors, and what a record gets without anyone writing it.</summary>
    private static bool IsWrittenByTheCompiler(Type type, MemberInfo member)
    {
        if (member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name.Contains('<', StringComparison.Ordinal))
            return true;
        if (member is MethodInfo { IsSpecialName: true } accessor && !accessor.Name.StartsWith("op_", StringComparison.Ordinal))
            return true;
        if (member is ConstructorInfo constructor && (constructor.GetParameters().Length == 0 || IsRecord(type)))
            return true;
        return member is MethodInfo overriding && overriding.GetBaseDefinition().DeclaringType != type;
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$", Declared) is not null || type.GetMethod("PrintMembers", Declared) is not null;

    private static string MemberId(MemberInfo member)
    {
        var kind = member switch
        {
            MethodBase => 'M',
            PropertyInfo => 'P',
            EventInfo => 'E',
            _ => 'F',
        };
        var name = member is ConstructorInfo ? "#ctor" : member.Name.Replace('.', '#');
        return $"{kind}:{TypeId(member.DeclaringType!)}.{name}";
    }

    private static string TypeId(Type type) => type.FullName!.Replace('+', '.');

    private static string WithoutParameters(string id)
    {
        var end = id.IndexOfAny(['(', '~']);
        id = end < 0 ? id : id[..end];
        var generic = id.IndexOf("``", StringComparison.Ordinal);
        return generic < 0 ? id : id[..generic];
    }
}
