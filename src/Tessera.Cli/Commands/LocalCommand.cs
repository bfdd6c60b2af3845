using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Tessera.Engine;
using Tessera.Engine.Server;

namespace Tessera.Cli.Commands;

/// <summary><c>tessera local</c>: the engine on a loopback port until the process is told to stop.</summary>
internal static class LocalCommand
{
    public static Command Create()
    {
        var port = ParsedOption.Port("--port", "The port to listen on, on this machine's loopback addresses only.", new EngineServerOptions().Port, "-p");
        var region = RegionOption.Create("The region of requests whose credentials name none.");

        var allowedOrigins = new Option<string[]>("--allow-origin")
        {
            Description = "Lets the web pages of this origin, such as http://localhost:3000, call the engine from a browser. May be repeated.",
        };
        allowedOrigins.Validators.Add(CheckOrigins);

        var ttlDelay = new Option<double>("--ttl-delay")
        {
            Description = "How many seconds an expired item stays, where its table has a time to live.",
            DefaultValueFactory = _ => new EngineOptions().TimeToLiveDelay.TotalSeconds,
            CustomParser = ParseDelay,
        };

        var command = new Command("local", "Runs the DynamoDB-compatible engine on this machine, in memory, until it is stopped.") { port, region, allowedOrigins, ttlDelay };
        command.SetAction((result, _) => RunAsync(
            new EngineOptions { DefaultRegion = result.GetValue(region)!, TimeToLiveDelay = TimeSpan.FromSeconds(result.GetValue(ttlDelay)) },
            new EngineServerOptions { Port = result.GetValue(port), AllowedOrigins = result.GetValue(allowedOrigins) ?? [] },
            result.InvocationConfiguration));
        return command;
    }

    private static async Task<int> RunAsync(EngineOptions engineOptions, EngineServerOptions serverOptions, InvocationConfiguration console)
    {
        using var stop = new StopSignal();
        using var engine = new DynamoDBEngine(engineOptions);
        try
        {
            await using var server = await EngineServer.StartAsync(engine, serverOptions, stop.Token);
            await console.Output.WriteLineAsync(ReadyText(server.Endpoint, engineOptions.DefaultRegion));
            await console.Output.FlushAsync(CancellationToken.None);
            await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is AddressInUseException or IOException)
        {
            await console.Error.WriteLineAsync($"{exception.Message} Choose another with --port, or let the system choose with --port 0.");
            return ExitCode.CannotListen;
        }
    }

    private static string ReadyText(Uri endpoint, string region)
    {
        var address = endpoint.GetLeftPart(UriPartial.Authority);
        return $"""
            Tessera is ready at {address} (tables in memory, until this process stops).
              AWS CLI:      aws dynamodb list-tables --endpoint-url {address} --region {region}
              Every client: export AWS_ENDPOINT_URL_DYNAMODB={address} AWS_REGION={region} AWS_DEFAULT_REGION={region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
              Streams:      export AWS_ENDPOINT_URL_DYNAMODB_STREAMS={address}
            """;
    }

    private static double ParseDelay(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86400)
            return seconds;
        result.AddError($"--ttl-delay '{text}' is not a number of seconds between 0 and 86400.");
        return 0;
    }

    private static void CheckOrigins(OptionResult result)
    {
        foreach (var origin in result.GetValueOrDefault<string[]>() ?? [])
        {
            if (!EngineServerOptions.IsOrigin(origin))
                result.AddError($"--allow-origin '{origin}' is not an origin. Write scheme, host and port only, such as http://localhost:3000.");
        }
    }
}
