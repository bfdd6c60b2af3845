using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tessera;
using Tessera.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds stream handlers to an application.</summary>
public static class StreamHandlerExtensions
{
    /// <summary>
    /// Registers a stream handler. In Lambda it gets the events of the table's stream; each record has a scope of services of its own. A function whose
    /// environment variable <c>TESSERA_HANDLER</c> names a handler runs that one alone, so that several functions can share a program.
    /// </summary>
    /// <typeparam name="THandler">The handler: a class with <see cref="StreamHandlerAttribute{TTable}"/>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Changes how the handler gets its records.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The handler has been added before.</exception>
    /// <remarks>A <see cref="StreamProcessorOptions"/> among the services says how batches are worked through.</remarks>
    public static IHostApplicationBuilder AddStreamHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IHostApplicationBuilder builder, Action<StreamHandlerOptions>? configure = null)
        where THandler : class, IStreamHandler<THandler>
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => (service.ImplementationInstance as AddedStreamHandler)?.Type == typeof(THandler)))
            throw new InvalidOperationException($"The stream handler '{THandler.Model.Name}' has been added twice.");
        var options = new StreamHandlerOptions();
        configure?.Invoke(options);
        builder.AddLambdaRuntime();
        builder.Services.TryAddScoped<THandler>();
        builder.Services.AddSingleton(new AddedStreamHandler(typeof(THandler), THandler.Model, options));
        builder.Services.AddSingleton(services => Register<THandler>(services.GetService<TableOptions>()));
        return builder;
    }

    private static StreamHandlerRegistration Register<THandler>(TableOptions? options)
        where THandler : class, IStreamHandler<THandler>
    {
        var registration = StreamHandlerRegistration.For<THandler>();
        return options is null ? registration : registration with { TableName = options.TableName ?? options.TableNamePrefix + THandler.Model.Table.Name };
    }
}
