using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tessera.Hosting.Tests;

public sealed class AddStreamHandlerTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task AddStreamHandler_Development_HandlesTheRecordsInOrder()
    {
        using var host = await StartAsync();
        var notes = host.Services.GetRequiredService<NotesTable>().Notes;

        await notes.CreateAsync(new Note { Id = "1", Text = "hello" });
        await notes.PutAsync(new Note { Id = "1", Text = "bye" });
        await notes.DeleteAsync("1");

        Assert.Equal(["Inserted hello", "Modified bye", "Removed "], await ReadAsync(host, 3));
        Assert.Equal(3, host.Services.GetRequiredService<Seen>().Instances.Count);
        await host.StopAsync();
    }

    [Fact]
    public async Task AddStreamHandler_RecordFails_ComesAgain()
    {
        using var host = await StartAsync();
        var notes = host.Services.GetRequiredService<NotesTable>().Notes;

        await notes.CreateAsync(new Note { Id = "1", Text = "fail once" });

        Assert.Equal(["Inserted fail once", "Inserted fail once"], await ReadAsync(host, 2));
        await host.StopAsync();
    }

    [Fact]
    public async Task AddStreamHandler_WithIdempotency_KeepsWhatWasHandled()
    {
        using var host = await StartAsync(configure: builder => builder.AddStreamIdempotency());
        var notes = host.Services.GetRequiredService<NotesTable>();

        await notes.Notes.CreateAsync(new Note { Id = "1", Text = "hello" });
        await ReadAsync(host, 1);
        await host.StopAsync();

        var kept = await notes.Client.ScanAsync(new Amazon.DynamoDBv2.Model.ScanRequest("tessera-idempotency"));
        Assert.Equal("COMPLETED", Assert.Single(kept.Items)["Status"].S);
    }

    [Theory]
    [InlineData("TESSERA_HANDLER", "PoisonEvents")]
    [InlineData("Tessera:ReadStreams", "false")]
    public async Task AddStreamHandler_NotForThisProcess_LeavesTheStreamAlone(string setting, string value)
    {
        using var host = await StartAsync((setting, value), builder => builder.AddStreamHandler<PoisonEvents>());

        await host.Services.GetRequiredService<NotesTable>().Notes.CreateAsync(new Note { Id = "1", Text = "hello" });
        await host.StopAsync();

        Assert.False(host.Services.GetRequiredService<Seen>().Records.Reader.TryRead(out _));
    }

    [Fact]
    public async Task AddStreamHandler_WithoutItsTable_SaysWhatToAdd()
    {
        var builder = Builder();
        builder.AddStreamHandler<NoteEvents>();
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Equal("The application has stream handlers but no table. Add it with AddTessera.", error.Message);
    }

    [Fact]
    public async Task AddStreamHandler_OneOfTwoCannotRead_StopsTheApplication()
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = await StartAsync(configure: builder => builder.AddStreamHandler<StrayEvents>());

        using var registration = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        await stopping.Task.WaitAsync(_limit);
    }

    [Fact]
    public void AddStreamHandler_MappingOutOfLimits_FailsAtOnce()
    {
        var builder = Builder();

        var error = Assert.ThrowsAny<ArgumentException>(
            () => builder.AddStreamHandler<NoteEvents>(options => options.EventSource = options.EventSource with { BatchSize = 0 }));

        Assert.Contains("BatchSize", error.Message, StringComparison.Ordinal);
    }

    private static async Task<IHost> StartAsync((string Key, string Value)? setting = null, Action<HostApplicationBuilder>? configure = null)
    {
        var builder = Builder(setting ?? ("Tessera:Service", "Local"), ("Tessera:Service", "Local"));
        builder.AddTessera<NotesTable>();
        builder.AddStreamHandler<NoteEvents>(options => options.EventSource = options.EventSource with
        {
            PollInterval = TimeSpan.FromMilliseconds(5),
            RetryDelay = TimeSpan.FromMilliseconds(5),
        });
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static HostApplicationBuilder Builder(params (string Key, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development", DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Distinct().Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton<Seen>();
        return builder;
    }

    private static async Task<List<string>> ReadAsync(IHost host, int count)
    {
        using var limit = new CancellationTokenSource(_limit);
        var records = new List<string>();
        while (records.Count < count)
            records.Add(await host.Services.GetRequiredService<Seen>().Records.Reader.ReadAsync(limit.Token));
        return records;
    }
}

/// <summary>What the handlers of a host have seen.</summary>
internal sealed class Seen
{
    public Channel<string> Records { get; } = Channel.CreateUnbounded<string>();

    public ConcurrentDictionary<object, bool> Instances { get; } = [];
}

/// <summary>Notes every record; a text that says so fails the first time. Written by hand: what the generator makes is shown elsewhere.</summary>
internal sealed class NoteEvents(Seen seen) : IStreamHandler<NoteEvents>
{
    public static StreamHandlerModel Model { get; } = new() { Name = nameof(NoteEvents), Table = NotesTable.Model, TakesEveryRecord = true };

    public async ValueTask HandleAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        var text = record.NewImage.IsEmpty ? "" : JsonDocument.Parse(record.NewImage).RootElement.GetProperty("Text").GetProperty("S").GetString();
        seen.Instances[this] = true;
        await seen.Records.Writer.WriteAsync($"{record.Event} {text}", cancellationToken);
        if (text == "fail once" && seen.Instances.Count == 1)
            throw new InvalidOperationException("once");
    }
}

/// <summary>Its table is not the application's.</summary>
internal sealed class StrayEvents : IStreamHandler<StrayEvents>
{
    public static StreamHandlerModel Model { get; } = new() { Name = nameof(StrayEvents), Table = NotesTable.Model with { Name = "strays" }, TakesEveryRecord = true };

    public ValueTask HandleAsync(StreamRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
