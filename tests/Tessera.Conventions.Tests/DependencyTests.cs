using System.Reflection;
using System.Xml.Linq;

namespace Tessera.Conventions.Tests;

/// <summary>Who may know whom. The mapper and the engine meet only in the DynamoDB protocol: that is what keeps each honest.</summary>
public sealed class DependencyTests
{
    /// <summary>Project, the projects it may reference, the packages it may reference.</summary>
    public static TheoryData<string, string[], string[]> Rules => new()
    {
        { "src/Tessera", [], ["AWSSDK.DynamoDBv2", "AWSSDK.Core"] },
        { "src/Tessera.Engine", [], [] },
        { "src/Tessera.Engine.Server", ["Tessera.Engine"], [] },
        { "src/Tessera.Lambda", ["Tessera"], [] },
        { "src/Tessera.Lambda.Local", ["Tessera", "Tessera.Lambda"], ["YamlDotNet"] },
        { "src/Tessera.Infrastructure", ["Tessera"], [] },
        { "src/Tessera.Hosting", ["Tessera", "Tessera.Lambda", "Tessera.Engine", "Tessera.Engine.Server"], [] },
        { "src/Tessera.Testing", ["Tessera", "Tessera.Engine"], [] },
        {
            "src/Tessera.Cli", ["Tessera", "Tessera.Engine", "Tessera.Engine.Server", "Tessera.Lambda", "Tessera.Lambda.Local", "Tessera.Infrastructure"],
            ["System.CommandLine", "Spectre.Console"]
        },
        { "generators/Tessera.Generators", [], ["Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Analyzers"] },
        {
            "generators/Tessera.Generators.CodeFixes", ["Tessera.Generators"],
            ["Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Analyzers", "Microsoft.CodeAnalysis.CSharp.Workspaces"]
        },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Project_References_OnlyWhatItMayKnow(string folder, string[] projects, string[] packages)
    {
        var project = Load(folder);
        // A generator is run by the compiler, not referenced: it may stand beside any project.
        var referenced = References(project, "ProjectReference")
            .Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
            .Select(reference => Path.GetFileNameWithoutExtension(Include(reference).Replace('\\', '/')));
        Offences.None(referenced.Except(projects));
        Offences.None(References(project, "PackageReference").Select(Include).Except(packages));
    }

    [Fact]
    public void Rules_Cover_EveryShippedProject()
    {
        var shipped = Repository.Files("src", ".csproj").Concat(Repository.Files("generators", ".csproj")).Select(path => Path.GetDirectoryName(path)!.Replace('\\', '/'));
        Assert.Equal(shipped.Order(), Rules.Select(rule => rule.Data.Item1).Order());
    }

    [Theory]
    [InlineData("Tessera", "AWSSDK.Core", "AWSSDK.DynamoDBv2")]
    [InlineData("Tessera.Engine")]
    public void Assembly_BuiltFromSource_UsesTheFrameworkAndNothingElse(string name, params string[] others)
    {
        var used = Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);
        Offences.None(used.Where(reference => !IsFramework(reference)).Except(others));
    }

    [Fact]
    public void Engine_OpensNoSocketAndReadsNoEnvironment()
    {
        string[] banned = ["Environment.GetEnvironmentVariable", "new Socket(", "DateTime.UtcNow", "DateTime.Now", "DateTimeOffset.UtcNow", "new Thread(", "Task.Run("];
        var offences =
            from path in Repository.Files("src/Tessera.Engine", ".cs")
            from line in Repository.ReadLines(path)
            from word in banned
            where line.Contains(word, StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            select $"{path}: {word}";
        Offences.None(offences);
    }

    private static bool IsFramework(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal) || assembly is "System" or "netstandard" or "mscorlib";

    private static XDocument Load(string folder) => XDocument.Load(Path.Combine(Repository.Root, folder, Path.GetFileName(folder) + ".csproj"));

    private static IEnumerable<XElement> References(XDocument project, string kind) => project.Descendants(kind);

    private static string Include(XElement reference) => (string)reference.Attribute("Include")!;
}
