using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tessera.Lambda;

namespace Tessera.Hosting.Tests;

/// <summary>What an application says of its streams.</summary>
public sealed partial class StreamLogTests : IDisposable
{
    private const string Advice = "Nothing has them any more. Let StreamHandlerOptions.Processing.OnFailure take such records, "
        + "or add an IFailureDestination, which is told their sequence numbers, to the services.";

    private const string WarningTail = ". Set Tessera:ReadStreams (environment variable Tessera__ReadStreams) to true if this process is to read the streams, and no other does; "
        + "to false if it is not, which also ends this warning.";

    private readonly LogLines _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task RecordThatAlwaysFails_Development_IsNamedWithItsKeyAndAttempts()
    {
        using var host = await StartAsync("Development");

        await host.Services.GetRequiredService<NotesTable>().Notes.CreateAsync(new Note { Id = "1", Text = "poison" }, TestContext.Current.CancellationToken);

        const string Record = "Inserted Note (PK 'NOTE#1', SK 'METADATA'), sequence number N";
        Assert.Equal(
            [
                "Information: PoisonEvents reads the stream of the table notes in this process.",
                $"Error: PoisonEvents failed on {Record}; it comes again. [poison]",
                $"Warning: PoisonEvents tries {Record} again in 0.005 s, at T: attempt 2 of 2. What is behind in the shard waits until then.",
                $"Error: PoisonEvents failed on {Record}; it comes again. [poison]",
                $"Error: PoisonEvents gave up {Record} after attempt 2 (RetryAttemptsExhausted). {Advice}",
            ],
            (await _log.ReadAsync(5)).Select(Stable));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task RecordThatAlwaysFails_Production_IsNamedWithoutItsKey()
    {
        using var host = await StartAsync("Production", configure: builder =>
        {
            builder.AddStreamIdempotency();
            builder.Services.AddSingleton<IFailureDestination>(new DelegateFailureDestination((_, _) => Task.CompletedTask));
        });

        await host.Services.GetRequiredService<NotesTable>().Notes.CreateAsync(new Note { Id = "1", Text = "poison" }, TestContext.Current.CancellationToken);

        const string Record = "Inserted Note, sequence number N";
        Assert.Equal(
            [
                $"Error: PoisonEvents failed on {Record}, attempt 1; it comes again. [poison]",
                $"Warning: PoisonEvents tries {Record} again in 0.005 s, at T: attempt 2 of 2. What is behind in the shard waits until then.",
                $"Error: PoisonEvents failed on {Record}, attempt 2; it comes again. [poison]",
                $"Error: PoisonEvents gave up {Record} after attempt 2 (RetryAttemptsExhausted). The application's IFailureDestination is told their sequence numbers.",
            ],
            (await _log.ReadAsync(5)).Skip(1).Select(Stable));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task BatchThatFailsAsAWhole_IsInTheLogWithItsReason()
    {
        using var host = await StartAsync("Development", options => options.Processing = options.Processing with
        {
            OnBatchStarting = static (_, _) => throw new InvalidOperationException("not today"),
        });

        await host.Services.GetRequiredService<NotesTable>().Notes.CreateAsync(new Note { Id = "1", Text = "hello" }, TestContext.Current.CancellationToken);

        Assert.Equal("Error: PoisonEvents failed on a whole batch. [not today]", (await _log.ReadAsync(2))[1]);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Tessera:Endpoint", "http://localhost:8000", "its table is not in this process but at Tessera:Endpoint, http://localhost:8000/")]
    [InlineData("Tessera:Service", "Aws", "its table is not in this process but on Amazon DynamoDB")]
    public async Task StreamsThatNobodyReadsHere_AreWarnedOf(string setting, string value, string reason)
    {
        using var host = await StartAsync("Development", settings: [(setting, value), ("Tessera:Region", "eu-central-1")]);

        Assert.Equal([$"Warning: PoisonEvents handles nothing in this process, because {reason}{WarningTail}"], _log.Take());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task StreamsThatAreNotToBeRead_AreNotWarnedOf()
    {
        using var host = await StartAsync("Development", settings: [("Tessera:Service", "Aws"), ("Tessera:Region", "eu-central-1"), ("Tessera:ReadStreams", "false")]);

        Assert.Empty(_log.Take());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task HandlerThatIsNotThere_EndsTheStart()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync("Development", settings: [("TESSERA_HANDLER", "Nope")]));

        Assert.Equal("TESSERA_HANDLER is 'Nope', and the program has the stream handlers PoisonEvents.", error.Message);
    }

    [Theory]
    [InlineData("Development", 4)]
    [InlineData("Production", 60)]
    public void RetryDelayMaximum_ByEnvironment(string environment, int seconds)
    {
        TimeSpan? found = null;
        Builder(environment).AddStreamHandler<PoisonEvents>(options => found = options.EventSource.RetryDelayMaximum);

        Assert.Equal(TimeSpan.FromSeconds(seconds), found);
    }

    [Fact]
    public void RetryDelay_LongerThanTheMaximumOfDevelopment_IsTaken()
    {
        StreamHandlerOptions? found = null;
        Builder("Development").AddStreamHandler<PoisonEvents>(options =>
        {
            options.EventSource = options.EventSource with { RetryDelay = TimeSpan.FromSeconds(9) };
            found = options;
        });

        Assert.Equal(TimeSpan.FromSeconds(9), found!.EventSource.RetryDelayMaximum);
    }

    [Fact]
    public void RetryDelay_LongerThanTheMaximum_IsRefusedElsewhere()
    {
        var error = Assert.Throws<ArgumentException>(() => Builder("Production").AddStreamHandler<PoisonEvents>(options => options.EventSource = options.EventSource with
        {
            RetryDelay = TimeSpan.FromSeconds(9),
            RetryDelayMaximum = TimeSpan.FromSeconds(4),
        }));

        Assert.Contains("RetryDelay", error.Message, StringComparison.Ordinal);
    }

    private async Task<IHost> StartAsync(
        string environment, Action<StreamHandlerOptions>? options = null, Action<HostApplicationBuilder>? configure = null, params (string Key, string Value)[] settings)
    {
        var builder = Builder(environment);
        var all = settings.Length > 0 ? settings : [("Tessera:Service", "Local")];
        builder.Configuration.AddInMemoryCollection(all.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddTessera<NotesTable>();
        builder.AddStreamHandler<PoisonEvents>(handler =>
        {
            handler.EventSource = handler.EventSource with
            {
                PollInterval = TimeSpan.FromMilliseconds(5),
                RetryDelay = TimeSpan.FromMilliseconds(5),
                MaximumRetryAttempts = 1,
            };
            options?.Invoke(handler);
        });
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private HostApplicationBuilder Builder(string environment)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment, DisableDefaults = true });
        builder.Logging.AddProvider(_log);
        return builder;
    }

    /// <summary>Sequence numbers and times are others in each run.</summary>
    private static string Stable(string line) => TimeOfDay().Replace(Digits().Replace(line, "N"), "T");

    [GeneratedRegex("[0-9]{21,40}")]
    private static partial Regex Digits();

    [GeneratedRegex("[0-9]{2}:[0-9]{2}:[0-9]{2}")]
    private static partial Regex TimeOfDay();
}

/// <summary>Fails on every record.</summary>
internal sealed class PoisonEvents : IStreamHandler<PoisonEvents>
{
    public static StreamHandlerModel Model { get; } = new() { Name = nameof(PoisonEvents), Table = NotesTable.Model, TakesEveryRecord = true };

    public ValueTask HandleAsync(StreamRecord record, CancellationToken cancellationToken) => throw new InvalidOperationException("poison");
}
