using System.CommandLine;
using System.CommandLine.Parsing;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Tessera.Infrastructure;

namespace Tessera.Cli.Commands;

/// <summary><c>tessera diff</c>: live tables beside the code.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> _project = ProjectArgument.Create();

    private static readonly Option<Uri?> _endpoint = new("--endpoint")
    {
        Description = "The address of a service with DynamoDB's API; Amazon DynamoDB without it.",
        CustomParser = ParseEndpoint,
    };

    private static readonly Option<string?> _region = new("--region") { Description = "The AWS region; by default the one that the AWS SDK finds." };

    private static readonly Option<string?> _tableName = new("--table-name") { Description = "The live table's name where it is not the program's; for a program with one table." };

    public static Command Create()
    {
        var command = new Command("diff", "Compares live tables with what a program's code says, and tells how each difference is put right.") { _project, _endpoint, _region, _tableName };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        var console = result.InvocationConfiguration;
        try
        {
            var program = await ProgramAssembly.OpenAsync(result.GetValue(_project)!, stop);
            var application = await ApplicationReader.ReadAsync(program, cancellationToken: stop);
            var name = result.GetValue(_tableName);
            if (name is not null && application.Tables.Count != 1)
                throw new InfrastructureException($"--table-name is for a program with one table; this one has {application.Tables.Count}.");
            using var client = Client(result.GetValue(_endpoint), result.GetValue(_region));
            var differs = false;
            foreach (var table in application.Tables)
            {
                var comparison = await TableComparer.CompareAsync(client, table.Model, name ?? table.TableName, stop);
                differs |= comparison.Differences.Count > 0;
                await WriteAsync(console.Output, comparison);
            }

            return differs ? ExitCode.Different : ExitCode.Success;
        }
        catch (HttpRequestException exception)
        {
            var service = result.GetValue(_endpoint)?.ToString() ?? "Amazon DynamoDB";
            await console.Error.WriteLineAsync($"{service} does not answer: {exception.Message}. Start the service there, or name another with --endpoint or --region.");
            return ExitCode.Failed;
        }
        catch (Exception exception) when (exception is InfrastructureException or AmazonServiceException or AmazonClientException)
        {
            await console.Error.WriteLineAsync(exception.Message);
            return ExitCode.Failed;
        }
    }

    private static Uri? ParseEndpoint(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is ("http" or "https"))
            return endpoint;
        result.AddError($"--endpoint '{text}' is not an address. Write it as http://localhost:8000.");
        return null;
    }

    private static AmazonDynamoDBClient Client(Uri? endpoint, string? region)
    {
        var config = new AmazonDynamoDBConfig { MaxErrorRetry = 2 };
        if (region is not null)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        if (endpoint is null && config.RegionEndpoint is null)
            throw new InfrastructureException("There is no region. Name one with --region, or a service with --endpoint.");
        if (endpoint is null)
            return new AmazonDynamoDBClient(config);
        config.ServiceURL = endpoint.AbsoluteUri;
        config.AuthenticationRegion = region ?? "us-east-1";
        // A local service takes any credentials, and most laptops have none.
        return endpoint.IsLoopback ? new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config) : new AmazonDynamoDBClient(config);
    }

    private static async Task WriteAsync(TextWriter output, TableComparison comparison)
    {
        await output.WriteLineAsync(comparison.Differences.Count == 0 ? $"{comparison.TableName} is what the code says." : $"{comparison.TableName} differs from the code:");
        foreach (var difference in comparison.Differences)
        {
            await output.WriteLineAsync($"  {difference.Subject}: {difference.Live}, but the code says {difference.Code} [{Word(difference.Change)}]");
            await output.WriteLineAsync($"    {difference.Fix}");
        }

        foreach (var note in comparison.Notes)
            await output.WriteLineAsync($"  Note: {note}");
    }

    private static string Word(TableChange change) => change switch
    {
        TableChange.Create => "to create",
        TableChange.InPlace => "in place",
        TableChange.OneIndexPerUpdate => "one index per update",
        _ => "needs a replacement",
    };
}
