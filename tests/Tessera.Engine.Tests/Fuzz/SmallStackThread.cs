namespace Tessera.Engine.Tests.Fuzz;

/// <summary>A thread with a small stack, which tells what it was doing when it does not come back.</summary>
internal sealed class SmallStackThread
{
    /// <summary>The least that a thread of a server has by default on any system.</summary>
    private const int StackBytes = 1024 * 1024;

    private static readonly TimeSpan _timeMax = TimeSpan.FromMinutes(3);

    private Thread? _thread;
    private Exception? _failure;

    public FuzzRequest? Current { get; set; }

    public void Start(Action work)
    {
        _thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
        }, StackBytes)
        { IsBackground = true };
        _thread.Start();
    }

    public void Join()
    {
        Assert.True(_thread!.Join(_timeMax), $"No answer to {Current}");
        Assert.True(_failure is null, $"{Current}\n{_failure}");
    }
}
