using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Tessera.Hosting.Describing;

namespace Tessera.Hosting;

/// <summary>Reads the options of an application and decides which service it talks to.</summary>
internal static class ServiceSelection
{
    /// <summary>Set by Lambda in every function, and by nothing else.</summary>
    private const string LambdaFunctionName = "AWS_LAMBDA_FUNCTION_NAME";

    private static readonly string[] _names =
    [
        nameof(TesseraOptions.Service), nameof(TesseraOptions.Endpoint), nameof(TesseraOptions.Region), nameof(TesseraOptions.CreateTables), nameof(TesseraOptions.ReadStreams),
        nameof(TesseraOptions.LogKeys),
    ];

    public static TesseraOptions Read(IHostApplicationBuilder builder, Action<TesseraOptions>? configure)
    {
        // What is described is the deployed program; no request is sent, so any region does.
        if (DescribeMode.IsOn)
            return new TesseraOptions { Service = TesseraService.Aws, Region = "us-east-1", CreateTables = false };
        var section = builder.Configuration.GetSection(TesseraOptions.SectionName);
        CheckNames(section);
        var options = new TesseraOptions
        {
            Service = ReadService(section[nameof(TesseraOptions.Service)]),
            Endpoint = ReadEndpoint(section[nameof(TesseraOptions.Endpoint)]),
            Region = section[nameof(TesseraOptions.Region)],
            CreateTables = ReadFlag(section, nameof(TesseraOptions.CreateTables)),
            ReadStreams = ReadFlag(section, nameof(TesseraOptions.ReadStreams)),
            LogKeys = ReadFlag(section, nameof(TesseraOptions.LogKeys)),
        };
        configure?.Invoke(options);
        options.LogKeys ??= builder.Environment.IsDevelopment();
        if (options.Service == TesseraService.Automatic)
            options.Service = Choose(builder, options);
        if (options is { Service: TesseraService.Local, Endpoint: not null })
            throw new InvalidOperationException(
                $"Tessera:Service is Local, which runs the engine in this process, and Tessera:Endpoint is '{options.Endpoint}'. Remove one of the two.");
        return options;
    }

    /// <summary>A misspelt name would be as good as none, and the application would talk to another service than its author means.</summary>
    private static void CheckNames(IConfigurationSection section)
    {
        foreach (var setting in section.GetChildren())
        {
            if (!_names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                throw new InvalidOperationException($"{setting.Path} is not a setting. Use {string.Join(", ", _names[..^1])} or {_names[^1]}.");
        }
    }

    private static TesseraService Choose(IHostApplicationBuilder builder, TesseraOptions options)
    {
        if (options.Endpoint is not null || !string.IsNullOrEmpty(builder.Configuration[LambdaFunctionName]))
            return TesseraService.Aws;
        if (builder.Environment.IsDevelopment())
            return TesseraService.Local;
        throw new InvalidOperationException(
            $"Tessera does not know which service to use in the environment '{builder.Environment.EnvironmentName}'. "
            + "Set Tessera:Service (environment variable Tessera__Service) to Aws for Amazon DynamoDB, or to Local for the engine in this process, which keeps its data in memory only; "
            + "in the Development environment Local is the default: run with ASPNETCORE_ENVIRONMENT=Development, or DOTNET_ENVIRONMENT=Development where there is no "
            + "web application.");
    }

    private static TesseraService ReadService(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return TesseraService.Automatic;
        return Enum.TryParse<TesseraService>(text, ignoreCase: true, out var service) && Enum.IsDefined(service)
            ? service
            : throw new InvalidOperationException($"Tessera:Service is '{text}'. Use Automatic, Local or Aws.");
    }

    private static Uri? ReadEndpoint(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is ("http" or "https")
            ? endpoint
            : throw new InvalidOperationException($"Tessera:Endpoint is '{text}'. Use an http or https address, such as http://localhost:8000.");
    }

    private static bool? ReadFlag(IConfigurationSection section, string name)
    {
        var text = section[name];
        if (string.IsNullOrEmpty(text))
            return null;
        return bool.TryParse(text, out var flag)
            ? flag
            : throw new InvalidOperationException($"Tessera:{name} is '{text}'. Use true or false.");
    }
}
