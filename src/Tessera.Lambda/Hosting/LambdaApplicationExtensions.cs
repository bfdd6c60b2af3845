using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Tessera;
using Tessera.Lambda;
using Tessera.Lambda.Hosting;
using Tessera.Lambda.Http;
using Tessera.Lambda.Logging;
using Tessera.Lambda.Runtime;

namespace Microsoft.Extensions.Hosting;

/// <summary>Lets an application run as a Lambda function.</summary>
public static class LambdaApplicationExtensions
{
    /// <summary>
    /// Makes the application take its work from Lambda where it runs in Lambda, that is where <c>AWS_LAMBDA_RUNTIME_API</c> is set: instead of listening on a
    /// port, it answers the HTTP events of API Gateway, function URLs and load balancers. Elsewhere the application runs as it is. <c>AddTessera</c> and
    /// <c>AddStreamHandler</c> call it; call it yourself to change the options, or where there is neither.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Changes the options, which environment variables have set before.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">An environment variable has a value that it cannot have.</exception>
    public static IHostApplicationBuilder AddLambdaRuntime(this IHostApplicationBuilder builder, Action<LambdaOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = AddOptions(builder);
        configure?.Invoke(options);
        return builder;
    }

    /// <summary>Adds the handler of the events that are neither HTTP requests nor batches of DynamoDB streams.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="handler">
    /// Gets the event, and a token that is cancelled shortly before the deadline; returns the response as UTF-8 JSON, or nothing, which stands for null.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The application has an event handler already.</exception>
    public static IHostApplicationBuilder AddEventHandler(
        this IHostApplicationBuilder builder, Func<LambdaEvent, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> handler)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(handler);
        AddOptions(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(EventDelegate)))
            throw new InvalidOperationException("The application has an event handler already. Let one handler tell events apart.");
        builder.Services.AddSingleton(services => new EventDelegate(handler, services.GetRequiredService<IServiceScopeFactory>()));
        return builder;
    }

    private static LambdaOptions AddOptions(IHostApplicationBuilder builder)
    {
        if (builder.Services.FirstOrDefault(service => service.ServiceType == typeof(LambdaOptions))?.ImplementationInstance is LambdaOptions earlier)
            return earlier;

        var options = LambdaSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<SnapshotHooks>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (!string.IsNullOrEmpty(builder.Configuration[LambdaEnvironment.RuntimeApiVariable]))
            AddLoop(builder);
        return options;
    }

    private static void AddLoop(IHostApplicationBuilder builder)
    {
        var environment = LambdaEnvironment.Read(name => builder.Configuration[name]);
        var services = builder.Services;
        services.AddSingleton(environment);
        services.AddSingleton(new InitErrorReport(environment, patience: TimeSpan.FromSeconds(2)));
        services.AddSingleton(provider => new EventRouter(
            provider.GetService<StreamProcessor>() is { } processor ? new StreamEventHandler(processor, provider) : null, provider.GetService<EventDelegate>()));
        services.AddSingleton(provider => new RuntimeLoop(
            environment,
            provider.GetRequiredService<EventRouter>(),
            provider.GetRequiredService<LambdaOptions>(),
            provider.GetRequiredService<SnapshotHooks>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RuntimeLoop>>()));
        services.AddHostedService<LambdaRuntimeService>();
        AddLogging(builder);
        services.RemoveAll<IServer>();
        services.AddSingleton<IServer, LambdaServer>();
    }

    /// <summary>Puts the function's log in the place of the console's, and leaves other loggers as they are.</summary>
    private static void AddLogging(IHostApplicationBuilder builder)
    {
        for (var index = builder.Services.Count - 1; index >= 0; index--)
        {
            var service = builder.Services[index];
            if (service.ServiceType == typeof(ILoggerProvider) && service.ImplementationType == typeof(ConsoleLoggerProvider))
                builder.Services.RemoveAt(index);
        }

        var settings = LogSettings.Read(name => builder.Configuration[name]);
        builder.Services.AddSingleton<ILoggerProvider>(services =>
            new LambdaLoggerProvider(settings, services.GetRequiredService<TimeProvider>(), Console.OpenStandardOutput()));
    }
}
