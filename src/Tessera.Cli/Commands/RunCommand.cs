using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.AspNetCore.Connections;
using Tessera.Engine;
using Tessera.Engine.Server;
using Tessera.Lambda.Local;

namespace Tessera.Cli.Commands;

/// <summary><c>tessera run</c>: the functions of a template on this machine until the process is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var template = new Argument<string>("template")
        {
            Description = "The SAM or CloudFormation template.",
            DefaultValueFactory = _ => "template.yaml",
        }.WithoutOptions();
        var port = ParsedOption.Port("--port", "The port of the APIs.", 3000, "-p");
        var lambdaPort = ParsedOption.Port("--lambda-port", "The port of the Invoke API. Function URLs have the ports after it.", 3001);
        var enginePort = ParsedOption.Port("--engine-port", "The port of the DynamoDB-compatible engine.", new EngineServerOptions().Port);
        var endpoint = new Option<Uri?>("--endpoint")
        {
            Description = "The address of another DynamoDB endpoint, such as http://localhost:8000, instead of an engine of this run's own.",
            CustomParser = ParseEndpoint,
        };
        var region = RegionOption.Create("The region of functions and tables.");
        var parameters = new Option<string[]>("--parameter") { Description = "A value for a parameter of the template: name=value. May be repeated." };
        parameters.Validators.Add(CheckParameters);

        var command = new Command("run", "Runs the functions of a template on this machine, with its tables, APIs and streams, until it is stopped.")
        {
            template, port, lambdaPort, enginePort, endpoint, region, parameters,
        };
        command.SetAction((result, _) => RunAsync(
            new Run(
                result.GetValue(template)!,
                result.GetValue(port),
                result.GetValue(lambdaPort),
                result.GetValue(enginePort),
                result.GetValue(endpoint),
                result.GetValue(region)!,
                Parameters(result.GetValue(parameters))),
            result.InvocationConfiguration));
        return command;
    }

    private static async Task<int> RunAsync(Run run, InvocationConfiguration streams)
    {
        var console = new RunConsole(streams.Output);
        using var stop = new StopSignal();
        try
        {
            using var engine = run.Endpoint is null ? new DynamoDBEngine(new EngineOptions { DefaultRegion = run.Region }) : null;
            await using var server = engine is null
                ? null
                : await EngineServer.StartAsync(engine, new EngineServerOptions { Port = run.EnginePort }, stop.Token);
            using var handler = engine?.CreateHandler();
            var endpoint = run.Endpoint ?? server!.Endpoint;
            await using var cloud = await LocalCloud.StartAsync(run.Options(endpoint, handler, console.Write), stop.Token);
            console.Greet(cloud, endpoint, run.Region);
            await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            console.Say("Stopping.");
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (TemplateException exception)
        {
            await streams.Error.WriteLineAsync(exception.Message);
            return ExitCode.WrongTemplate;
        }
        catch (HttpRequestException exception)
        {
            await streams.Error.WriteLineAsync($"{run.Endpoint} does not answer: {exception.Message}. Start the engine there, or leave --endpoint out for one of this run's own.");
            return ExitCode.Failed;
        }
        catch (Exception exception) when (exception is AddressInUseException or IOException)
        {
            await streams.Error.WriteLineAsync($"{exception.Message} Choose others with --port, --lambda-port and --engine-port, or let the system choose with 0.");
            return ExitCode.CannotListen;
        }
    }

    private static Uri? ParseEndpoint(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https")
            return endpoint;
        result.AddError($"--endpoint '{text}' is not an address. Write one such as http://localhost:8000.");
        return null;
    }

    private static void CheckParameters(OptionResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value.IndexOf('=', StringComparison.Ordinal) <= 0)
                result.AddError($"--parameter '{token.Value}' has no value. Write --parameter name=value.");
        }
    }

    private static Dictionary<string, string> Parameters(string[]? given)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var pair in given ?? [])
        {
            var (name, value) = pair.Split('=', 2) is [var first, var second] ? (first, second) : (pair, "");
            parameters[name] = value;
        }
        return parameters;
    }

    private sealed record Run(
        string Template, int Port, int LambdaPort, int EnginePort, Uri? Endpoint, string Region, IReadOnlyDictionary<string, string> Parameters)
    {
        public LocalCloudOptions Options(Uri endpoint, HttpMessageHandler? handler, Action<LogEntry> log) => new()
        {
            TemplatePath = Template,
            DynamoDBEndpoint = endpoint,
            DynamoDBHandler = handler,
            Parameters = Parameters,
            Region = Region,
            Port = Port,
            LambdaPort = LambdaPort,
            Log = log,
        };
    }
}
