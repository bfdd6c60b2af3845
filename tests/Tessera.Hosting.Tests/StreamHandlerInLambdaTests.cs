using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tessera.Lambda.Tests.Runtime;

namespace Tessera.Hosting.Tests;

/// <summary>An application with stream handlers as a function of a fake runtime API.</summary>
public sealed class StreamHandlerInLambdaTests
{
    private const string Event = """
        {"Records":[
          {"eventID":"1","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-west-1",
           "eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/notes/stream/2025-01-01T00:00:00.000",
           "dynamodb":{"ApproximateCreationDateTime":1735689600,"Keys":{"PK":{"S":"NOTE#1"},"SK":{"S":"METADATA"}},
            "NewImage":{"PK":{"S":"NOTE#1"},"SK":{"S":"METADATA"},"EntityType":{"S":"Note"},"Id":{"S":"1"},"Text":{"S":"one"}},
            "SequenceNumber":"100000000000000000001","SizeBytes":54,"StreamViewType":"NEW_AND_OLD_IMAGES"}},
          {"eventID":"2","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-west-1",
           "eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/notes/stream/2025-01-01T00:00:00.000",
           "dynamodb":{"ApproximateCreationDateTime":1735689600,"Keys":{"PK":{"S":"NOTE#2"},"SK":{"S":"METADATA"}},
            "NewImage":{"PK":{"S":"NOTE#2"},"SK":{"S":"METADATA"},"EntityType":{"S":"Note"},"Id":{"S":"2"},"Text":{"S":"TEXT"}},
            "SequenceNumber":"100000000000000000002","SizeBytes":54,"StreamViewType":"NEW_AND_OLD_IMAGES"}}]}
        """;

    [Fact]
    public async Task Event_OfTheTable_ReachesTheHandlerWithAScopePerRecord()
    {
        await using var api = new FakeRuntimeApi();
        using var host = await StartAsync(api);

        var call = await api.SendAsync(Event.Replace("TEXT", "two", StringComparison.Ordinal));

        Assert.Equal(("/2018-06-01/runtime/invocation/request-1/response", """{"batchItemFailures":[]}"""), (call.Path, call.Text));
        var seen = host.Services.GetRequiredService<Seen>();
        Assert.True(seen.Records.Reader.TryRead(out var first) && seen.Records.Reader.TryRead(out var second) && (first, second) == ("Inserted one", "Inserted two"));
        Assert.Equal(2, seen.Instances.Count);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Event_WithARecordThatFails_ReportsItsSequenceNumber()
    {
        await using var api = new FakeRuntimeApi();
        using var host = await StartAsync(api);

        var call = await api.SendAsync(Event.Replace("\"one\"", "\"fail once\"", StringComparison.Ordinal));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"100000000000000000001"}]}""", call.Text);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Function_LimitedToAHandlerThatIsNotThere_SaysWhatThereIs()
    {
        await using var api = new FakeRuntimeApi();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(api, ("TESSERA_HANDLER", "OrderEvents")));

        Assert.Equal("TESSERA_HANDLER is 'OrderEvents', and the program has the stream handlers NoteEvents.", failure.Message);
    }

    private static async Task<IHost> StartAsync(FakeRuntimeApi api, params (string Name, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        builder.Configuration["AWS_LAMBDA_FUNCTION_NAME"] = "notes";
        builder.Configuration["Tessera:Region"] = "eu-west-1";
        foreach (var (name, value) in settings)
            builder.Configuration[name] = value;
        builder.Services.AddSingleton<Seen>();
        builder.AddTessera<NotesTable>();
        builder.AddStreamHandler<NoteEvents>();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
