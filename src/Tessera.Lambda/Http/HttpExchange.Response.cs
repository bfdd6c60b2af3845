using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Http;

/// <summary>The response: it begins with its first flush, after which its status and headers are settled, as with any server.</summary>
internal sealed partial class HttpExchange : IHttpResponseFeature, IHttpResponseBodyFeature, IDisposable
{
    private readonly ResponsePipe _pipe;
    private readonly HeaderDictionary _responseHeaders = [];
    private Stack<(Func<object, Task> Callback, object State)>? _onStarting;
    private Stack<(Func<object, Task> Callback, object State)>? _onCompleted;
    private RuntimeResponseStream? _stream;
    private int _statusCode = StatusCodes.Status200OK;
    private string? _reasonPhrase;

    public bool HasStarted { get; private set; }

    public int StatusCode
    {
        get => _statusCode;
        set
        {
            ThrowIfStarted(nameof(StatusCode));
            _statusCode = value;
        }
    }

    public string? ReasonPhrase
    {
        get => _reasonPhrase;
        set
        {
            ThrowIfStarted(nameof(ReasonPhrase));
            _reasonPhrase = value;
        }
    }

    IHeaderDictionary IHttpResponseFeature.Headers
    {
        get => _responseHeaders;
        set => throw new NotSupportedException("The headers of a response are filled, not replaced.");
    }

    Stream IHttpResponseFeature.Body
    {
        get => Stream;
        set => throw new NotSupportedException("Set IHttpResponseBodyFeature, or HttpResponse.Body, which does.");
    }

    public Stream Stream => field ??= _pipe.AsStream(leaveOpen: true);

    public PipeWriter Writer => _pipe;

    private bool CanHaveResponseBody => Method != HttpMethods.Head && _statusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);

    public void DisableBuffering()
    {
    }

    public void OnStarting(Func<object, Task> callback, object state)
    {
        ThrowIfStarted(nameof(OnStarting));
        (_onStarting ??= []).Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => (_onCompleted ??= []).Push((callback, state));

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (HasStarted)
            return;
        while (_onStarting is not null && _onStarting.TryPop(out var starting))
            await starting.Callback(starting.State).ConfigureAwait(false);
        HasStarted = true;
        _responseHeaders.IsReadOnly = true;
        if (_options.StreamResponses)
            await BeginStreamAsync().ConfigureAwait(false);
    }

    /// <summary>What a flush of the body does.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        if (_stream is null)
            return;
        if (CanHaveResponseBody)
            await _stream.WriteAsync(_pipe.Written, cancellationToken).ConfigureAwait(false);
        _pipe.Clear();
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public async Task CompleteAsync() => await FlushAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>Sends the response that the application has made.</summary>
    public async ValueTask AnswerAsync()
    {
        await StartAsync().ConfigureAwait(false);
        if (_stream is not null)
        {
            await FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await _stream.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
            return;
        }

        var body = CanHaveResponseBody ? _pipe.Written : default;
        using var payload = new ByteBuffer();
        HttpResponsePayload.Write(payload, _event, _statusCode, _reasonPhrase, _responseHeaders, body.Span, _options.IsText);
        await _invocation.RespondAsync(payload.WrittenMemory).ConfigureAwait(false);
    }

    /// <summary>Puts a status without a body in the place of a response that has not begun.</summary>
    public void Replace(int statusCode)
    {
        _onStarting = null;
        _responseHeaders.Clear();
        _pipe.Clear();
        _statusCode = statusCode;
        _reasonPhrase = null;
    }

    /// <summary>Tells the caller of a streamed response that it broke off.</summary>
    /// <returns>Whether there is such a response.</returns>
    public async ValueTask<bool> TryBreakOffAsync(Exception exception)
    {
        if (_stream is null)
            return false;
        try
        {
            await _stream.FailAsync(exception, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            // The connection is gone, which tells the service the same.
        }
        return true;
    }

    /// <summary>Says what is wrong with the length of a body that the application has announced; null where nothing is.</summary>
    public string? FindLengthMismatch() =>
        !HasStarted && CanHaveResponseBody && _responseHeaders.ContentLength is { } announced && announced != _pipe.Written.Length
            ? $"The response announces {announced} bytes in its Content-Length, and its body has {_pipe.Written.Length}."
            : null;

    public async Task RunOnCompletedAsync()
    {
        while (_onCompleted is not null && _onCompleted.TryPop(out var completed))
            await completed.Callback(completed.State).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _pipe.Dispose();
        _event.Dispose();
    }

    private async ValueTask BeginStreamAsync()
    {
        _stream = await _invocation.StreamAsync(HttpResponsePrelude.ContentType).ConfigureAwait(false);
        using var prelude = new ByteBuffer();
        HttpResponsePrelude.Write(prelude, _event, _statusCode, _responseHeaders);
        await _stream.WriteAsync(prelude.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
    }

    private void ThrowIfStarted(string member)
    {
        if (HasStarted)
            throw new InvalidOperationException($"{member} cannot be set because the response has already started.");
    }
}
