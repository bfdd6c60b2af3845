namespace Tessera.Samples.Tests;

/// <summary>Waits for what other functions do in their own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Asks until the answer is there; fails with the last answer when it takes too long.</summary>
    /// <param name="ask">Gets the answer.</param>
    /// <param name="isThere">Whether it is the one that is waited for.</param>
    /// <param name="between">What to do before the next question, such as moving a clock.</param>
    public static async Task<T> Async<T>(Func<Task<T>> ask, Func<T, bool> isThere, Action? between = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_limit);
        while (true)
        {
            var answer = await ask();
            if (isThere(answer))
                return answer;
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"It did not happen within {_limit}. The last answer was: {answer}");
            between?.Invoke();
            await Task.Delay(_pause, TestContext.Current.CancellationToken);
        }
    }
}
