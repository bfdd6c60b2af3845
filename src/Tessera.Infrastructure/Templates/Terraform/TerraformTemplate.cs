using Tessera.Infrastructure.Hcl;
using Tessera.Infrastructure.Planning;

namespace Tessera.Infrastructure.Templates;

/// <summary>Writes the configuration for Terraform with the provider <c>hashicorp/aws</c>.</summary>
internal static class TerraformTemplate
{
    public static string Write(InfrastructurePlan plan)
    {
        var header = TemplateHeader.Of(plan, "Terraform (terraform init, terraform apply)");
        return HclWriter.Write(header, Blocks(plan));
    }

    private static IEnumerable<HclBlock> Blocks(InfrastructurePlan plan)
    {
        yield return new HclBlock("terraform")
        {
            { "required_version", ">= 1.5" },
            new HclBlock("required_providers") { { "aws", HclValue.Expression($$"""{ source = "hashicorp/aws", version = "{{ProviderVersion(plan.Runtime)}}" }""") } },
        };
        if (plan.Functions.Any())
        {
            yield return Variable("package", "The published program as a zip file");
            yield return Variable("name", "What the names of functions and roles begin with", plan.Prefix);
            yield return TerraformFunction.TrustDocument();
        }

        var functions = plan.Functions.SelectMany(function => TerraformFunction.Blocks(function, plan));
        var api = plan.Http is null ? [] : TerraformApi.Blocks(plan.Http);
        var streams = plan.Streams.SelectMany(TerraformFunction.StreamBlocks);
        var tables = plan.Tables.SelectMany(TerraformTable.Blocks);
        foreach (var block in functions.Concat(api).Concat(streams).Concat(tables).Concat(TerraformAlarms.Blocks(plan)).Concat(Outputs(plan)))
            yield return block;
    }

    /// <summary>The provider knows the names of runtimes, and this one since 6.27.</summary>
    private static string ProviderVersion(string runtime) => runtime == "dotnet10" ? ">= 6.27" : ">= 5.100";

    private static IEnumerable<HclBlock> Outputs(InfrastructurePlan plan)
    {
        if (plan.Http is not null)
            yield return Output("url", "The address of the HTTP API", $"{TerraformApi.Api}.api_endpoint");
        foreach (var table in plan.Tables)
            yield return Output(TerraformTable.Label(table) + "_name", $"The name of the table {table.Name}", $"{TerraformTable.Address(table)}.name");
        yield return Output("alarm_topic_arn", "The topic that alarms go to", TerraformAlarms.Topic + ".arn");
    }

    private static HclBlock Variable(string name, string description, string? value = null) => new("variable", name)
    {
        { "description", description },
        { "type", HclValue.Expression("string") },
        { "default", value is null ? null : (HclValue)value },
    };

    private static HclBlock Output(string name, string description, string value) =>
        new("output", name) { { "description", description }, { "value", HclValue.Expression(value) } };
}
