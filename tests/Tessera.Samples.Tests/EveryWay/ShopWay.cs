namespace Tessera.Samples.Tests.EveryWay;

/// <summary>One way to run the Shop: its processes are started once for all tests of a class.</summary>
public abstract class ShopWay : IAsyncLifetime
{
    /// <summary>Long enough for what the tests do to a cart, short enough to wait for its end.</summary>
    public static readonly TimeSpan CartLifetime = TimeSpan.FromSeconds(15);

    private SampleProcess? _process;

    /// <summary>Why this way cannot be gone here.</summary>
    public virtual string? SkipReason => null;

    internal ShopClient Client { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (SkipReason is not null)
            return;
        _process = await StartAsync(TestContext.Current.CancellationToken);
        Http = new HttpClient { BaseAddress = _process.Address, Timeout = TimeSpan.FromSeconds(60) };
        Client = new ShopClient(Http);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private protected static (string Name, string Value)[] Settings => [("Shop__CartLifetime", CartLifetime.ToString())];

    private protected abstract Task<SampleProcess> StartAsync(CancellationToken cancellationToken);

    /// <summary>The local cloud: the functions of a template, each in a process of its own behind the Runtime API.</summary>
    private protected static Task<SampleProcess> RunTemplateAsync(string template, CancellationToken cancellationToken) => SampleProcess.StartAsync(
        "dotnet",
        [RepositoryFiles.Tool, "run", template, "--port", "0", "--lambda-port", "0", "--engine-port", "0"],
        "Routes at ",
        Settings,
        RepositoryFiles.Root,
        cancellationToken);
}
