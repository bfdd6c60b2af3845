namespace Tessera.Tests.Streams;

public sealed class PoisonTests
{
    [Fact]
    public async Task ProcessAsync_ExceptionIsPoison_GoesToOnFailureAndTheBatchGoesOn()
    {
        var poison = new List<StreamFailure>();
        var handler = ScriptedHandler.FailingFor("b1");
        var processor = handler.Processor(new() { IsPoison = exception => exception is InvalidOperationException, OnFailure = Note(poison) });
        var answer = await processor.ProcessAsync(StreamEvents.Of("a1 b1 c1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal(("a1 b1 c1", ""), (handler.Calls, StreamEvents.Reported(answer)));
        var failure = Assert.Single(poison);
        Assert.Equal(("2", "Things", "b1 fails", 1), (failure.Record.SequenceNumber, failure.Handler, failure.Exception.Message, failure.Attempt));
    }

    [Fact]
    public async Task ProcessAsync_OtherException_FailsAndIsTold()
    {
        var (poison, failed) = (new List<StreamFailure>(), new List<StreamFailure>());
        var processor = ScriptedHandler.FailingFor("b1").Processor(new() { OnFailure = Note(poison), OnRecordFailed = Note(failed) });
        var answer = await processor.ProcessAsync(StreamEvents.Of("a1 b1 c1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("2", StreamEvents.Reported(answer));
        Assert.Empty(poison);
        Assert.Equal("b1 fails", Assert.Single(failed).Exception.Message);
    }

    [Fact]
    public async Task ProcessAsync_OnFailureFails_TheRecordFailsWithBothExceptions()
    {
        var failed = new List<StreamFailure>();
        var processor = ScriptedHandler.FailingFor("a1").Processor(new()
        {
            IsPoison = _ => true,
            OnFailure = (_, _) => throw new TimeoutException("no queue"),
            OnRecordFailed = Note(failed),
        });
        var answer = await processor.ProcessAsync(StreamEvents.Of("a1"), null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("1", StreamEvents.Reported(answer));
        var both = Assert.IsType<AggregateException>(Assert.Single(failed).Exception);
        Assert.Equal(["a1 fails", "no queue"], both.InnerExceptions.Select(inner => inner.Message));
    }

    [Fact]
    public async Task ProcessAsync_ImageThatCannotBeRead_IsPoisonAndNamesEntityKeyAndAttribute()
    {
        var poison = new List<StreamFailure>();
        var handler = new ScriptedHandler((record, _) =>
        {
            record.ReadNewImage(Handwritten.OrderMapper.Instance);
            return ValueTask.CompletedTask;
        });
        var image = """{"PK":{"S":"USER#1"},"SK":{"S":"ORDER#7"},"EntityType":{"S":"Order"},"Total":{"S":"much"}}""";
        var json = StreamEvents.Event("", StreamEvents.Record(1, StreamEvents.Keys("USER#1", "ORDER#7"), image));
        var answer = await handler.Processor(new() { OnFailure = Note(poison) }).ProcessAsync(json, null, NoServices.Instance, CancellationToken.None);
        Assert.Equal("", StreamEvents.Reported(answer));
        var error = Assert.IsType<ItemMappingException>(Assert.Single(poison).Exception);
        Assert.Equal(("Order", "PK 'USER#1', SK 'ORDER#7'", "Total"), (error.Entity, error.Key, error.Attribute));
        Assert.Equal("Order (PK 'USER#1', SK 'ORDER#7'): The attribute 'Total' cannot be read: S was found where N is needed.", error.Message);
    }

    [Fact]
    public async Task ProcessAsync_RecordWithoutTheImage_NamesTheView()
    {
        var failed = new List<StreamFailure>();
        var handler = new ScriptedHandler((record, _) =>
        {
            record.ReadOldImage(Handwritten.OrderMapper.Instance);
            return ValueTask.CompletedTask;
        });
        var json = StreamEvents.Event("", StreamEvents.Record(1, StreamEvents.Keys("USER#1", "ORDER#7")));
        await handler.Processor(new() { OnRecordFailed = Note(failed) }).ProcessAsync(json, null, NoServices.Instance, CancellationToken.None);
        Assert.StartsWith(
            "The record 1 (PK 'USER#1', SK 'ORDER#7') carries no old image; the table's stream has the view NewAndOldImages.", Assert.Single(failed).Exception.Message, StringComparison.Ordinal);
    }

    private static Func<StreamFailure, CancellationToken, ValueTask> Note(List<StreamFailure> list) => (failure, _) =>
    {
        list.Add(failure);
        return ValueTask.CompletedTask;
    };
}
