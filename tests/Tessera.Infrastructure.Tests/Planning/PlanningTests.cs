using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Tests.Harness;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Tests.Planning;

public sealed class PlanningTests
{
    [Theory]
    [InlineData("/", "GET /")]
    [InlineData("/users/{id}", "GET /users/{id}")]
    [InlineData("/users/{id:int:min(1)}", "GET /users/{id}")]
    [InlineData("/users/{id:regex(^a/b$)}/x", "GET /users/{id}/x")]
    [InlineData("/users/{id?}", "GET /users", "GET /users/{id}")]
    [InlineData("/files/{**path}", "GET /files", "GET /files/{path+}")]
    [InlineData("/files/{name}.{extension}", "GET /files/{name}")]
    public void Plan_OfAPattern_IsWhatAnHttpApiTakes(string pattern, params string[] expected)
    {
        var application = Applications.Site with { ServesFiles = false, Routes = [new("GET", pattern)] };
        Assert.Equal(expected, RoutePlanner.Plan(application, RouteMode.Each).Select(route => route.Key));
    }

    [Theory]
    [InlineData(RouteMode.Automatic, true, "GET /a", "$default")]
    [InlineData(RouteMode.Automatic, false, "GET /a")]
    [InlineData(RouteMode.Each, true, "GET /a")]
    [InlineData(RouteMode.All, false, "$default")]
    public void Plan_OfAMode_HasItsRoutes(RouteMode mode, bool servesFiles, params string[] expected)
    {
        var application = Applications.Site with { ServesFiles = servesFiles, Routes = [new("GET", "/a")] };
        Assert.Equal(expected, RoutePlanner.Plan(application, mode).Select(route => route.Key));
    }

    [Theory]
    [InlineData("OrderEvents", "OrderEvents", "order-events")]
    [InlineData("HTTPLog2Table", "HTTPLog2Table", "http-log2-table")]
    [InlineData("order-events", "OrderEvents", "order-events")]
    public void LogicalIds_OfAName_HaveTheFormOfTheirPlace(string name, string id, string dashed)
    {
        Assert.Equal(id, LogicalIds.Of(name));
        Assert.Equal(dashed, LogicalIds.Dashed(name));
    }

    public static TheoryData<DeploymentModel, string> WrongDeployments => new()
    {
        { new DeploymentModel { ReadCapacityUnits = 5 }, "needs both" },
        { new DeploymentModel { PointInTimeRecovery = true, RecoveryPeriodDays = 36 }, "1 to 35 days" },
        { new DeploymentModel { RecoveryPeriodDays = 7 }, "without PointInTimeRecovery" },
        { new DeploymentModel { Encryption = TableEncryption.CustomerManaged }, "without an EncryptionKey" },
        { new DeploymentModel { EncryptionKey = "alias/a" }, "needs Encryption" },
        { new DeploymentModel { Tags = [new TableTag("a", "1"), new TableTag("a", "2")] }, "twice" },
    };

    [Theory]
    [MemberData(nameof(WrongDeployments))]
    public void Write_OfAnImpossibleDeployment_SaysWhy(DeploymentModel deployment, string problem)
    {
        var application = Applications.Site with { Tables = [new("A.Table", "a", Applications.Shop with { Deployment = deployment })] };
        var exception = Assert.Throws<InfrastructureException>(
            () => InfrastructureTemplate.Write(application, Applications.EverythingAccess, InfrastructureFormat.Sam, new InfrastructureOptions()));
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfAHandlerWithoutStream_SaysHowToTurnItOn()
    {
        var application = Applications.Worker with { Tables = [new("A.Table", "shop", Applications.Shop with { Stream = StreamView.None })] };
        var exception = Assert.Throws<InfrastructureException>(
            () => InfrastructureTemplate.Write(application, Applications.EverythingAccess, InfrastructureFormat.Sam, new InfrastructureOptions()));
        Assert.Contains("StreamView.NewAndOldImages", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("true", "'true'")]
    [InlineData("12", "'12'")]
    [InlineData("2012-10-17", "'2012-10-17'")]
    [InlineData("it's: this", "'it''s: this'")]
    [InlineData("", "''")]
    [InlineData("{a}", "'{a}'")]
    [InlineData("ends:", "'ends:'")]
    public void Quote_OfText_StaysText(string text, string yaml)
    {
        Assert.Equal(yaml, YamlText.Quote(text));
        Assert.Equal(text, Template.Parse($"Key: {yaml}").Find("Key").Text());
    }
}
