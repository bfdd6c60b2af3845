using Tessera.Infrastructure.Tests.Harness;

namespace Tessera.Infrastructure.Tests.Projects;

/// <summary>A program without a web server, from its start to its template.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task Read_OfAProgramWithoutWebServer_FindsItsHandlersAndStartsNothing()
    {
        var (application, _) = await ReadAsync();
        Assert.False(application.ServesHttp);
        Assert.Empty(application.Routes);
        Assert.Equal(["Worker.Announcement"], application.HostedServices);
        Assert.Equal(["sales", "tessera-idempotency"], application.Tables.Select(table => table.TableName));
        Assert.Equal(["Audit 7", "SalesEvents 100"], application.StreamHandlers.Select(handler => $"{handler.Name} {handler.BatchSize}"));
        Assert.All(application.StreamHandlers, handler => Assert.Single(handler.FilterPatterns));
    }

    [Fact]
    public async Task Read_OfItsCode_AllowsEachHandlerItsOwn()
    {
        var (_, access) = await ReadAsync();
        Assert.Equal(["sales GetItem", "tessera-idempotency PutItem UpdateItem"], Texts(access.StreamHandlers["Audit"]));
        Assert.Equal(["sales UpdateItem", "tessera-idempotency PutItem UpdateItem"], Texts(access.StreamHandlers["SalesEvents"]));
    }

    [Theory]
    [InlineData(InfrastructureFormat.Sam)]
    [InlineData(InfrastructureFormat.CloudFormation)]
    [InlineData(InfrastructureFormat.Terraform)]
    public async Task Write_OfIt_IsValid(InfrastructureFormat format)
    {
        var (application, access) = await ReadAsync();
        var text = InfrastructureTemplate.Write(application, access, format, new InfrastructureOptions());
        Assert.Empty(format == InfrastructureFormat.Terraform ? TerraformRules.Check(text) : TemplateRules.Check(text));
    }

    private static IEnumerable<string> Texts(FunctionAccess access) =>
        access.Tables.Select(use => $"{use.Table} {string.Join(' ', use.Actions.Select(action => action["dynamodb:".Length..]))}");

    private static async Task<(ApplicationModel Application, ApplicationAccess Access)> ReadAsync()
    {
        var output = Path.GetRelativePath(Path.Combine(Baseline.Root, "tests", "Tessera.Infrastructure.Tests", "bin"), AppContext.BaseDirectory);
        var path = Path.Combine(Baseline.Root, "tests", "Fixtures", "Worker", "bin", output, "Worker.dll");
        var program = await ProgramAssembly.OpenAsync(path, TestContext.Current.CancellationToken);
        var application = await ApplicationReader.ReadAsync(program, cancellationToken: TestContext.Current.CancellationToken);
        return (application, ApplicationAccessReader.Read(program.Path, application));
    }
}
