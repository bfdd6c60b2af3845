namespace Tessera.Templates.Tests;

/// <summary>
/// The <c>template.yaml</c> of a template is what <c>tessera schema</c> writes for it. After a change of either run the tests once with
/// TESSERA_UPDATE_BASELINES=1, which writes <c>templates/sam</c> again, and read the diff.
/// </summary>
[Collection(nameof(CreatedApplications))]
public sealed class SchemaTests(PackedFolder packed, CreatedApplications created)
{
    public static TheoryData<CreatedApplication> All => [.. CreatedApplications.All];

    [Theory]
    [MemberData(nameof(All))]
    public async Task TemplateYaml_OfAnApplication_IsWhatItsCodeSays(CreatedApplication application)
    {
        var folder = created.FolderOf(application);
        // The program is built already, and gives the same description; only one is built again, as users do.
        var program = application == CreatedApplications.Whole ? $"src/{application.Name}" : application.Assembly;
        string[] command = ["schema", program, "--format", "sam", "--output", "template.yaml"];
        if (Environment.GetEnvironmentVariable("TESSERA_UPDATE_BASELINES") == "1")
        {
            await Commands.RunAsync(packed.Tessera(folder, command));
            await File.WriteAllTextAsync(BaselineOf(application), Generalized(application, await File.ReadAllTextAsync(Path.Combine(folder, "template.yaml"))));
        }

        await Commands.RunAsync(packed.Tessera(folder, [.. command, "--check"]));
    }

    private static string BaselineOf(CreatedApplication application) =>
        Path.Combine(PackedFolder.Repository, "templates", "sam", $"{application.Template}{(application.IsNative ? "-native" : "")}.yaml");

    /// <summary>With the words in place of the names that <c>dotnet new</c> replaces by names.</summary>
    private static string Generalized(CreatedApplication application, string text) =>
        text.Replace(application.Name, "Company.App.1", StringComparison.Ordinal).Replace(application.TableName, "table-name-of-the-app", StringComparison.Ordinal);
}
