namespace Tessera.Lambda.Runtime;

/// <summary>One event with the ways to answer it, of which the first that is taken counts: at once, in pieces, or without the handler, when its time is over.</summary>
internal sealed class Invocation(ReceivedEvent received, RuntimeApiClient client, CancellationToken abort)
{
    private int _isClaimed;

    public LambdaContext Context => received.Context;

    /// <summary>The event as UTF-8 JSON; valid until the handler ends.</summary>
    public ReadOnlyMemory<byte> Event => received.Json;

    /// <summary>What kind of source the event comes from, in OpenTelemetry's words; known once it has been looked at.</summary>
    public string Trigger { get; set; } = "other";

    /// <summary>Whether the invocation has been answered while the handler still ran, and may still read the event.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Cancelled shortly before the deadline, or when the process must stop at once.</summary>
    public CancellationToken Cancelled => Cancellation.Token;

    /// <summary>What cancels the handler's work.</summary>
    public CancellationTokenSource Cancellation { get; set; } = new();

    /// <summary>How an abandoned invocation is answered; by default with an error.</summary>
    public Func<Invocation, ValueTask>? OnAbandoned { get; set; }

    /// <summary>Answers at once. Nothing happens where the invocation has been abandoned.</summary>
    public ValueTask RespondAsync(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > RuntimeApiClient.ResponseBytesMax)
            throw new ResponseTooLargeException(payload.Length);
        return TryClaim() ? SendAsync(payload) : ValueTask.CompletedTask;
    }

    /// <summary>Begins an answer in pieces.</summary>
    /// <exception cref="OperationCanceledException">The invocation has been abandoned.</exception>
    public ValueTask<RuntimeResponseStream> StreamAsync(string contentType)
    {
        if (!TryClaim())
            throw new OperationCanceledException("The invocation has been answered already, at its deadline.");
        return SendInPiecesAsync(contentType);
    }

    /// <summary>Takes the right to answer.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _isClaimed, 1) == 0;

    /// <summary>Takes the right to answer from a handler that is not done in time.</summary>
    public bool TryAbandon()
    {
        if (!TryClaim())
            return false;
        return IsAbandoned = true;
    }

    public ValueTask AnswerAbandonedAsync() =>
        OnAbandoned is { } answer
            ? answer(this)
            : client.ReportErrorAsync(Context.RequestId, new InvocationTimeoutException(Context), CancellationToken.None);

    /// <summary>Answers for who has the right to.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> payload)
    {
        try
        {
            await client.RespondAsync(Context.RequestId, payload, abort).ConfigureAwait(false);
        }
        catch (RuntimeApiException exception) when (exception.StatusCode == 413)
        {
            // The invocation still waits for an answer, and the error is one.
            Volatile.Write(ref _isClaimed, 0);
            throw new ResponseTooLargeException(payload.Length);
        }
    }

    /// <summary>Begins an answer in pieces for who has the right to.</summary>
    public ValueTask<RuntimeResponseStream> SendInPiecesAsync(string contentType) => client.StreamAsync(Context.RequestId, contentType, abort);
}
