using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Tessera.Hosting;

/// <summary>The processor of a process in Lambda: it has the handlers of all stream functions that the process is for.</summary>
internal static class FunctionProcessor
{
    /// <exception cref="InvalidOperationException">The process is for no handler of the program, or its handlers cannot share a function.</exception>
    public static StreamProcessor Create(IServiceProvider services)
    {
        StreamFunction[] functions = [.. services.GetServices<StreamFunction>()];
        if (functions.Length == 0)
            throw NoHandler(services);
        if (functions.Length == 1)
            return functions[0].CreateProcessor(services);
        if (Array.Exists(functions, function => function.Options.Processing != functions[0].Options.Processing))
            throw new InvalidOperationException(
                $"The stream handlers {Names(functions.Select(function => function.Name))} work through their batches in different ways, so that they cannot share a function. "
                + $"Give each a function of its own, with its name in the environment variable {StreamFunction.HandlerVariable}.");
        return functions[0].CreateProcessor(services, [.. functions.Select(function => function.Handler)]);
    }

    public static InvalidOperationException NoHandler(IServiceProvider services) => new(
        $"{StreamFunction.HandlerVariable} is '{services.GetRequiredService<IConfiguration>()[StreamFunction.HandlerVariable]}', "
        + $"and the program has the stream handlers {Names(services.GetServices<StreamHandlerName>().Select(handler => handler.Name))}.");

    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}

/// <summary>The name of a stream handler that the program has, whether this process is for it or not.</summary>
internal sealed record StreamHandlerName(string Name);
