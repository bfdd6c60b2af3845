using Tessera.Infrastructure.Tests.Harness;

namespace Tessera.Infrastructure.Tests.Projects;

/// <summary>The template of the Shop at the top of the repository: it is what the Shop's code says, in every language a valid one.</summary>
public sealed class ShopTemplateTests
{
    /// <summary>What <c>tessera schema samples/Shop --format sam --output template.yaml</c> makes of its arguments.</summary>
    private static readonly InfrastructureOptions _options = new()
    {
        CodeUri = "samples/Shop/",
        Command = "tessera schema samples/Shop --format sam --output template.yaml",
    };

    [Fact]
    public async Task Template_OfTheShop_IsWhatTheCodeSays()
    {
        var (application, access) = await ReadShopAsync();
        var text = InfrastructureTemplate.Write(application, access, InfrastructureFormat.Sam, _options);
        var differences = TextComparison.Compare(await File.ReadAllTextAsync(Path.Combine(Baseline.Root, "template.yaml")), text);
        Assert.True(differences.Count == 0, $"Run: {_options.Command}\n{string.Join('\n', differences)}");
        Assert.Empty(TemplateRules.Check(text));
    }

    [Fact]
    public async Task Write_OfTheShop_IsValidInTheOtherLanguages()
    {
        var (application, access) = await ReadShopAsync();
        Assert.Empty(TemplateRules.Check(InfrastructureTemplate.Write(application, access, InfrastructureFormat.CloudFormation, _options)));
        Assert.Empty(TerraformRules.Check(InfrastructureTemplate.Write(application, access, InfrastructureFormat.Terraform, _options)));
    }

    [Fact]
    public async Task Read_OfTheShop_AllowsWhatItsEndpointsDoAndNoMore()
    {
        var (_, access) = await ReadShopAsync();
        Assert.Empty(access.Http.Notes);
        var index = Assert.Single(access.Http.Tables, use => use.Index == "GSI1");
        Assert.Equal(["dynamodb:Query"], index.Actions);
        var actions = Assert.Single(access.Http.Tables, use => use is { Table: "shop", Index: null }).Actions;
        Assert.Contains("dynamodb:ConditionCheckItem", actions);
        Assert.DoesNotContain("dynamodb:Scan", actions);
        // Only the seed data of development is written in batches.
        Assert.DoesNotContain("dynamodb:BatchWriteItem", actions);
    }

    private static Task<(ApplicationModel Application, ApplicationAccess Access)> ReadShopAsync() => Samples.ReadAsync("Shop");
}
