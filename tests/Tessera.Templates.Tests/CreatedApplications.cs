using System.Diagnostics;

namespace Tessera.Templates.Tests;

/// <summary>One application of each template in each of its options, created and then built together, which is much quicker than one after the other.</summary>
[CollectionDefinition(nameof(CreatedApplications))]
public sealed class CreatedApplications(PackedFolder packed) : IAsyncLifetime, ICollectionFixture<CreatedApplications>
{
    public const string GivenTableName = "my-books";

    public static IReadOnlyList<CreatedApplication> All { get; } =
    [
        .. from template in new[] { "tessera-api", "tessera-stream", "tessera-app" }
           from isNative in new[] { false, true }
           select new CreatedApplication(template, isNative),
    ];

    /// <summary>The one that is used by the commands of its README; what the others need is done by quicker ways.</summary>
    public static CreatedApplication Whole { get; } = All.Single(application => application is { Template: "tessera-app", IsNative: false });

    public string FolderOf(CreatedApplication application) => Path.Combine(packed.Work, application.Name);

    public async ValueTask InitializeAsync()
    {
        foreach (var application in All)
            await Commands.RunAsync(packed.Dotnet(packed.Work, [.. application.Command]));
        await Commands.RunAsync(packed.Dotnet(packed.Work, "build", WriteSolution("All.slnx", All), "-warnaserror", "-nologo", "-v:quiet"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A solution over the projects of several applications.</summary>
    public string WriteSolution(string name, IEnumerable<CreatedApplication> applications)
    {
        var projects = applications.SelectMany(application => new[]
        {
            $"{application.Name}/src/{application.Name}/{application.Name}.csproj", $"{application.Name}/tests/{application.Name}.Tests/{application.Name}.Tests.csproj",
        });
        var path = Path.Combine(packed.Work, name);
        File.WriteAllText(path, $"<Solution>\n{string.Concat(projects.Select(project => $"  <Project Path=\"{project}\" />\n"))}</Solution>\n");
        return path;
    }

    /// <summary>The command that runs the program of an application on a free port.</summary>
    public ProcessStartInfo Run(CreatedApplication application)
    {
        var start = packed.Dotnet(FolderOf(application), "run", "--no-build", "--project", $"src/{application.Name}");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        // With the slim builder the announcement of the address is a message of this category.
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        return start;
    }
}

/// <summary>An application of a template with options. Native ones name their table, the others leave it at its default, so that both are met.</summary>
public sealed record CreatedApplication(string Template, bool IsNative)
{
    public string Name { get; } = $"My.{Template.Split('-')[1]}{(IsNative ? "-native" : "")}";

    /// <summary>What the build has written of the application's program.</summary>
    public string Assembly => $"src/{Name}/bin/Debug/net10.0/{(IsNative ? "bootstrap" : Name)}.dll";

    /// <summary>The same of its tests, which run themselves.</summary>
    public string TestAssembly => $"tests/{Name}.Tests/bin/Debug/net10.0/{Name}.Tests.dll";

    public string TableName => IsNative ? CreatedApplications.GivenTableName : "notes-table";

    public IEnumerable<string> Command =>
        IsNative ? ["new", Template, "-n", Name, "-o", Name, "--aot", "--table-name", CreatedApplications.GivenTableName] : ["new", Template, "-n", Name, "-o", Name];

    public override string ToString() => Name;
}
