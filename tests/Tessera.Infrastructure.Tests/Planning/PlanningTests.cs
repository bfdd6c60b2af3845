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

    [Fact]
    public void Plan_WithoutRoutesOrFiles_HasNothingForEachRoute()
    {
        var application = Applications.Site with { ServesFiles = false };
        Assert.Equal("$default", Assert.Single(RoutePlanner.Plan(application, RouteMode.Automatic)).Key);
        var exception = Assert.Throws<InfrastructureException>(() => RoutePlanner.Plan(application, RouteMode.Each));
        Assert.Contains("--routes all", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop", "Bank.Http")]
    [InlineData("shop", "Bank.HTTP")]
    public void Write_OfAHandlerNamedLikeTheHttpFunction_AsksForAnotherName(string table, string type)
    {
        var handler = new ApplicationStreamHandler { Name = type.Split('.')[1], HandlerType = type, Table = table };
        var exception = Assert.Throws<InfrastructureException>(() => Write(Applications.Everything with { StreamHandlers = [handler] }, InfrastructureFormat.Sam));
        Assert.Contains("would be called 'HttpFunction'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Acme.Notes", "acme-notes")]
    [InlineData("Company_App.Web2", "company-app-web2")]
    public void Write_OfAProgramWithDotsInItsName_BeginsNamesWithoutThem(string name, string prefix)
    {
        var text = InfrastructureTemplate.Write(Applications.Everything, Applications.EverythingAccess, InfrastructureFormat.Terraform, new InfrastructureOptions { Name = name });
        Assert.Contains($"default     = \"{prefix}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfAProgramCalledBootstrap_IsForACustomRuntimeAndTellsTheProjectsName()
    {
        var text = InfrastructureTemplate.Write(
            Applications.Everything with { AssemblyName = "bootstrap" }, Applications.EverythingAccess, InfrastructureFormat.Sam, new InfrastructureOptions { Name = "Acme.Notes" });
        Assert.Contains("Runtime: provided.al2023\n    Handler: bootstrap\n", text, StringComparison.Ordinal);
        Assert.Contains("Description: The HTTP API of Acme.Notes\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alias/ledger", "!Sub 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*'", "alias/ledger")]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:alias/ledger", "!Sub 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*'", "alias/ledger")]
    [InlineData("1234abcd-12ab", "!Sub 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/1234abcd-12ab'", null)]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab", null)]
    public void Write_OfATableUnderACustomersKey_AllowsTheKeyThroughDynamoDBAlone(string key, string resource, string? alias)
    {
        var deployment = new DeploymentModel { Encryption = TableEncryption.CustomerManaged, EncryptionKey = key };
        var text = Write(Applications.Worker with { Tables = [new("A.ShopTable", "shop", Applications.Shop with { Deployment = deployment })] }, InfrastructureFormat.Sam);
        var statements = (YamlDotNet.RepresentationModel.YamlSequenceNode)Template.Parse(text)
            .Find("Resources", "OrderEventsFunctionRole", "Properties", "Policies")![0].Find("PolicyDocument", "Statement")!;
        var statement = statements.Last();

        Assert.Contains($"Resource: {resource}\n", text, StringComparison.Ordinal);
        Assert.Contains("kms:GenerateDataKey*", statement.Find("Action")!.AllNodes.OfType<YamlDotNet.RepresentationModel.YamlScalarNode>().Select(action => action.Value));
        Assert.Equal("dynamodb.*.amazonaws.com", statement.Find("Condition", "StringLike", "kms:ViaService").Text());
        Assert.Equal(alias, (statement.Find("Condition", "ForAnyValue:StringEquals", "kms:ResourceAliases") as YamlDotNet.RepresentationModel.YamlScalarNode)?.Value);
    }

    private static string Write(ApplicationModel application, InfrastructureFormat format) =>
        InfrastructureTemplate.Write(application, Applications.EverythingAccess, format, new InfrastructureOptions());

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
