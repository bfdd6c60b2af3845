namespace Tessera.Lambda;

/// <summary>Appends on-failure records to a file, one JSON object on each line.</summary>
/// <remarks>Thread-safe within a process. The file and its folder are made when the first record comes.</remarks>
/// <param name="path">The file.</param>
public sealed class FileFailureDestination(string path) : IFailureDestination, IDisposable
{
    private readonly string _path = Path.GetFullPath(path);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <inheritdoc/>
    public async Task SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            await using (file.ConfigureAwait(false))
            {
                // One write, so that a reader never sees a record without its end of line.
                await file.WriteAsync((byte[])[.. record.Span, (byte)'\n'], cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Frees what holds writers back.</summary>
    public void Dispose() => _oneAtATime.Dispose();
}
