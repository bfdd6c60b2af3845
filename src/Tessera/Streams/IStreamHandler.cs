namespace Tessera;

/// <summary>Handles the records of a table's stream. Generated for each class with <see cref="StreamHandlerAttribute{TTable}"/>.</summary>
/// <remarks>One instance handles one record; it need not be thread-safe.</remarks>
public interface IStreamHandler
{
    /// <summary>Handles a record; a record that the handler does not take is passed over.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Is cancelled when the function's time is nearly over.</param>
    /// <returns>A task that ends when the record is handled. When it fails, the record is delivered again.</returns>
    ValueTask HandleAsync(StreamRecord record, CancellationToken cancellationToken);
}

/// <summary>Lets a host know a stream handler without reflection; generated for each.</summary>
/// <typeparam name="TSelf">The handler.</typeparam>
public interface IStreamHandler<TSelf> : IStreamHandler
    where TSelf : IStreamHandler<TSelf>
{
    /// <summary>The handler's table and what it takes.</summary>
    static abstract StreamHandlerModel Model { get; }
}
