using Tessera.Infrastructure.Tests.Harness;

namespace Tessera.Infrastructure.Tests.Projects;

/// <summary>The Sensors deployed: without the fleet that is simulated in development.</summary>
public sealed class SensorsTests
{
    [Fact]
    public async Task Read_OfTheSensors_LeavesTheSimulationOut()
    {
        var (application, access) = await Samples.ReadAsync("Sensors");
        Assert.Empty(application.HostedServices);
        Assert.Equal(["sensors: PutItem Query UpdateItem", "sensors/GSI1: Query"], Texts(access.Http));
        Assert.Equal(["sensors: PutItem UpdateItem"], Texts(access.StreamHandlers["AlarmEvents"]));
    }

    [Theory]
    [InlineData(InfrastructureFormat.Sam)]
    [InlineData(InfrastructureFormat.CloudFormation)]
    [InlineData(InfrastructureFormat.Terraform)]
    public async Task Write_OfTheSensors_IsValid(InfrastructureFormat format)
    {
        var (application, access) = await Samples.ReadAsync("Sensors");
        var text = InfrastructureTemplate.Write(application, access, format, new InfrastructureOptions());
        Assert.Empty(format == InfrastructureFormat.Terraform ? TerraformRules.Check(text) : TemplateRules.Check(text));
    }

    private static IEnumerable<string> Texts(FunctionAccess access) => access.Tables.Select(use =>
        $"{use.Table}{(use.Index is null ? "" : "/" + use.Index)}: {string.Join(' ', use.Actions.Select(action => action["dynamodb:".Length..]))}");
}
