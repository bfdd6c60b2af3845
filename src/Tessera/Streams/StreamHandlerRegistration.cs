namespace Tessera;

/// <summary>A stream handler that a function has: what it takes, and how one is made. Immutable.</summary>
/// <param name="Model">What it takes.</param>
/// <param name="Create">Makes the handler for a record, from the services of the record's scope.</param>
public sealed record StreamHandlerRegistration(StreamHandlerModel Model, Func<IServiceProvider, IStreamHandler> Create)
{
    /// <summary>The table's name where it differs from the model's, as with <see cref="TableOptions.TableNamePrefix"/>.</summary>
    /// <value>The default is <see langword="null"/>: the model's name.</value>
    /// <remarks>It only matters to a function with handlers of several tables, which are told apart by it.</remarks>
    public string? TableName { get; init; }

    /// <summary>Registers a handler that the services know.</summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    /// <returns>The registration.</returns>
    public static StreamHandlerRegistration For<THandler>()
        where THandler : class, IStreamHandler<THandler> => new(THandler.Model, Resolve<THandler>);

    private static THandler Resolve<THandler>(IServiceProvider services)
        where THandler : class, IStreamHandler<THandler> =>
        services.GetService(typeof(THandler)) as THandler
            ?? throw new InvalidOperationException(
                $"The stream handler '{THandler.Model.Name}' is not among the services. Register it, as with builder.AddStreamHandler<{typeof(THandler).Name}>().");
}
