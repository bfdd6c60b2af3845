using System.Text.Json;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>What a mapping delivers, gives up and remembers when the function fails. The first wait before a retry is 1 second; it doubles.</summary>
public sealed class FailureScenarios
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);
    private static readonly EventSourceMappingOptions _options = new();

    private static MappingRun Run(EventSourceMappingOptions options, params int[] numbers)
    {
        var run = new MappingRun(options);
        run.Stream.AddShard("s").Put("s", numbers);
        return run;
    }

    [Fact]
    public void PoisonRecord_BlocksTheShard_UntilRetriesAreUsedUp()
    {
        using var run = Run(_options with { MaximumRetryAttempts = 2, BatchSize = 3 }, 1, 2, 3, 4);
        run.Answer = MappingRun.FailsWith(2);
        run.Start().Advance(10);

        Assert.Equal(
            [
                "+0 [1 2 3] failed",
                "+1 [1 2 3] failed",
                "+3 [1 2 3] failed",
                "gave up [1..3] RetryAttemptsExhausted x3",
                "checkpoint 3",
                "+3 [4] ok",
                "checkpoint 4",
            ],
            run.TakeTrace());
        Assert.Equal(3, run.Mapping.Statistics.RecordsDiscarded);
        Assert.Equal(3, run.Mapping.Statistics.FailedInvocations);
    }

    [Fact]
    public void BatchFailed_SaysWhenRecordsAreTriedAgain_AndWhichAreGivenUp()
    {
        using var run = Run(_options with { MaximumRetryAttempts = 1, ReportBatchItemFailures = true, BisectBatchOnFunctionError = true }, 1, 2, 3);
        run.Answer = call => call.Numbers.Contains(2) ? MappingRun.Failures(2) : null;
        var told = new List<string>();
        run.Mapping.BatchFailed += failure => told.Add(
            $"{failure.Records.Count} records, {failure.FailedCount} of {failure.LastCall!.RecordCount} failed, {failure.Attempts}+{failure.AttemptsLeft} attempts, "
            + (failure.Condition ?? $"again in {failure.RetryIn!.Value.TotalSeconds} s"));
        run.Start().Advance(20);

        Assert.Equal(
            [
                "2 records, 1 of 3 failed, 1+2 attempts, again in 1 s",
                "1 records, 1 of 2 failed, 2+2 attempts, again in 2 s",
                "1 records, 1 of 1 failed, 3+1 attempts, again in 4 s",
                "1 records, 1 of 1 failed, 4+0 attempts, RetryAttemptsExhausted",
            ],
            told);
    }

    [Fact]
    public void BatchFailed_WatcherThatThrows_DoesNotHoldUpTheShard()
    {
        using var run = Run(_options with { MaximumRetryAttempts = 0 }, 1, 2);
        run.Answer = MappingRun.FailsWith(1);
        run.Mapping.BatchFailed += _ => throw new InvalidOperationException("no");
        run.Start();

        Assert.Equal(["+0 [1 2] failed", "gave up [1..2] RetryAttemptsExhausted x1", "checkpoint 2"], run.TakeTrace());
        Assert.Equal("PROBLEM: A handler of BatchFailed failed: no", run.Mapping.LastProcessingResult);
    }

    [Fact]
    public void RetryCountOfZero_GivesUpAtOnce()
    {
        using var run = Run(_options with { MaximumRetryAttempts = 0 }, 1, 2);
        run.Answer = MappingRun.FailsWith(2);
        run.Start();

        Assert.Equal(["+0 [1 2] failed", "gave up [1..2] RetryAttemptsExhausted x1", "checkpoint 2"], run.TakeTrace());
        Assert.Equal("PROBLEM: Function call failed", run.Mapping.LastProcessingResult);
    }

    [Fact]
    public void Retries_WaitTwiceAsLongEachTime_UpToTheLongest()
    {
        using var run = Run(_options with { RetryDelay = TimeSpan.FromSeconds(2), RetryDelayMaximum = TimeSpan.FromSeconds(5) }, 1);
        var calls = 0;
        run.Answer = _ => ++calls < 5 ? "!not yet" : null;
        run.Start().Advance(60);

        Assert.Equal(["+0 [1] failed", "+2 [1] failed", "+6 [1] failed", "+11 [1] failed", "+16 [1] ok", "checkpoint 1"], run.TakeTrace());
    }

    [Fact]
    public void NoLimitOfRetries_GivesUpWhenTheRecordsExpire()
    {
        using var run = Run(_options with { RetryDelayMaximum = TimeSpan.FromHours(8), RetryDelay = TimeSpan.FromHours(8), PollInterval = _hour, ShardDiscoveryInterval = _hour }, 1);
        run.Answer = MappingRun.FailsWith(1);
        run.Start().Advance(40 * 3600);

        Assert.Equal(
            ["+0 [1] failed", "+28800 [1] failed", "+57600 [1] failed", "+86400 [1] failed", "gave up [1] RecordAgeExceeded x4", "checkpoint 1"],
            run.TakeTrace());
    }

    [Fact]
    public void RecordAge_GivesUpTheOldRecordsOfABatch_AndDeliversTheRest()
    {
        using var run = Run(_options with { MaximumRecordAge = TimeSpan.FromSeconds(70), MaximumBatchingWindow = TimeSpan.FromSeconds(30), BatchSize = 3 }, 1, 2);
        run.Start().Advance(20);
        run.Stream.Put("s", 3);
        var calls = 0;
        run.Answer = _ => ++calls < 7 ? "!not yet" : null;
        run.Advance(60);

        // Full at 20.25 s; tries at +0, 1, 3, 7, 15, 31 and 63 s from then. At 83.25 s records 1 and 2 are older than 70 s, and 3 is not.
        Assert.Equal(
            ["+20.25 [1 2 3] failed", "+21.25 [1 2 3] failed", "+23.25 [1 2 3] failed", "+27.25 [1 2 3] failed", "+35.25 [1 2 3] failed", "+51.25 [1 2 3] failed"],
            run.TakeTrace());
        run.Advance(10);
        Assert.Equal(["gave up [1..2] RecordAgeExceeded x6", "checkpoint 2", "+83.25 [3] ok", "checkpoint 3"], run.TakeTrace());
    }

    [Fact]
    public void RecordAge_OfRecordsThatAreReadTooLate_IsNotDelivered()
    {
        using var run = Run(_options with { MaximumRecordAge = TimeSpan.FromSeconds(60) }, 1, 2);
        run.Advance(40);
        run.Stream.Put("s", 3);
        run.Advance(21);
        run.Start();

        Assert.Equal(["gave up [1..2] RecordAgeExceeded x0", "checkpoint 2", "+61 [3] ok", "checkpoint 3"], run.TakeTrace());
        using var record = JsonDocument.Parse(Assert.Single(run.FailureRecords));
        Assert.False(record.RootElement.TryGetProperty("responseContext", out _));
    }

    [Fact]
    public void Bisect_CutsDownToThePoisonRecord()
    {
        using var run = Run(_options with { BisectBatchOnFunctionError = true, MaximumRetryAttempts = 1 }, 1, 2, 3, 4, 5);
        run.Answer = MappingRun.FailsWith(3);
        run.Start().Advance(60);

        Assert.Equal(
            [
                "+0 [1 2 3 4 5] failed",
                "+1 [1 2] ok",
                "checkpoint 2",
                "+1 [3 4 5] failed",
                "+2 [3] failed",
                "+4 [3] failed",
                "gave up [3] RetryAttemptsExhausted x4",
                "checkpoint 3",
                "+4 [4 5] ok",
                "checkpoint 5",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void Bisect_OfTwoPoisonRecords_GivesUpThoseTwo()
    {
        using var run = Run(_options with { BisectBatchOnFunctionError = true, MaximumRetryAttempts = 0 }, 1, 2, 3, 4);
        run.Answer = MappingRun.FailsWith(1, 4);
        run.Start().Advance(60);

        Assert.Equal(
            [
                "+0 [1 2 3 4] failed",
                "+1 [1 2] failed",
                "+3 [1] failed",
                "gave up [1] RetryAttemptsExhausted x3",
                "checkpoint 1",
                "+3 [2] ok",
                "checkpoint 2",
                "+3 [3 4] failed",
                "+4 [3] ok",
                "checkpoint 3",
                "+4 [4] failed",
                "gave up [4] RetryAttemptsExhausted x3",
                "checkpoint 4",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void CallsThatNeverReachTheFunction_DoNotUseUpRetries()
    {
        using var run = Run(_options with { MaximumRetryAttempts = 1, BisectBatchOnFunctionError = true }, 1, 2);
        var calls = 0;
        run.Answer = _ => ++calls <= 4 ? throw new InvalidOperationException("throttled") : null;
        run.Start();
        Assert.Equal("PROBLEM: Function could not be called: throttled", run.Mapping.LastProcessingResult);
        run.Advance(60);

        Assert.Equal(
            ["+0 [1 2] not called", "+1 [1 2] not called", "+3 [1 2] not called", "+7 [1 2] not called", "+15 [1 2] ok", "checkpoint 2"], run.TakeTrace());
    }

    [Theory]
    [InlineData(1, "+0 [1 2 3 4] partial", "+1 [1 2 3 4] ok", "checkpoint 4")]
    [InlineData(2, "+0 [1 2 3 4] partial", "checkpoint 1", "+1 [2 3 4] ok", "checkpoint 4")]
    [InlineData(3, "+0 [1 2 3 4] partial", "checkpoint 2", "+1 [3 4] ok", "checkpoint 4")]
    [InlineData(4, "+0 [1 2 3 4] partial", "checkpoint 3", "+1 [4] ok", "checkpoint 4")]
    public void PartialResponse_RetriesFromTheFirstRecordThatFailed(int failed, params string[] expected)
    {
        using var run = Run(_options with { ReportBatchItemFailures = true }, 1, 2, 3, 4);
        var calls = 0;
        run.Answer = _ => calls++ == 0 ? MappingRun.Failures(failed) : null;
        run.Start().Advance(10);

        Assert.Equal(expected, run.TakeTrace());
    }

    [Fact]
    public void PartialResponse_OfSeveralRecords_RetriesFromTheLowest()
    {
        using var run = Run(_options with { ReportBatchItemFailures = true, MaximumRetryAttempts = 1 }, 1, 2, 3, 4);
        run.Answer = call => call.Numbers.Contains(4) ? MappingRun.Failures(4, Math.Max(call.Numbers[0], 2)) : null;
        run.Start().Advance(10);

        Assert.Equal(
            [
                "+0 [1 2 3 4] partial",
                "checkpoint 1",
                "+1 [2 3 4] partial",
                "gave up [2..4] RetryAttemptsExhausted x2",
                "checkpoint 4",
            ],
            run.TakeTrace());
    }

    [Fact]
    public void PartialResponse_WithBisect_CutsAtTheRecordThatFailed()
    {
        using var run = Run(_options with { ReportBatchItemFailures = true, BisectBatchOnFunctionError = true, MaximumRetryAttempts = 0 }, 1, 2, 3, 4, 5);
        run.Answer = call => call.Numbers.Contains(3) ? MappingRun.Failures(3) : null;
        run.Start().Advance(30);

        Assert.Equal(
            [
                "+0 [1 2 3 4 5] partial",
                "checkpoint 2",
                "+1 [3 4 5] partial",
                "+3 [3] partial",
                "gave up [3] RetryAttemptsExhausted x3",
                "checkpoint 3",
                "+3 [4 5] ok",
                "checkpoint 5",
            ],
            run.TakeTrace());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"done\"")]
    [InlineData("""{"batchItemFailures":null}""")]
    [InlineData("""{"batchItemFailures":[]}""")]
    [InlineData("""{"somethingElse":1}""")]
    public void Response_ThatNamesNoFailure_IsASuccess(string? response)
    {
        using var run = Run(_options with { ReportBatchItemFailures = true }, 1, 2);
        run.Answer = _ => response;
        run.Start();

        Assert.Equal(["+0 [1 2] ok", "checkpoint 2"], run.TakeTrace());
    }

    [Theory]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":2}]}""")]
    [InlineData("""{"batchItemFailures":[{"ItemIdentifier":"000000000000000000002"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"000000000000000000002"},{}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"000000000000000000002"},{"itemIdentifier":"99"}]}""")]
    [InlineData("""{"batchItemFailures":["000000000000000000002"]}""")]
    [InlineData("""{"batchItemFailures":{}}""")]
    [InlineData("{")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"\ud800"}]}""")]
    public void Response_ThatNamesAFailureWrongly_FailsTheWholeBatch(string response)
    {
        using var run = Run(_options with { ReportBatchItemFailures = true, MaximumRetryAttempts = 0 }, 1, 2);
        run.Answer = _ => response;
        run.Start();

        Assert.Equal(["gave up [1..2] RetryAttemptsExhausted x1", "checkpoint 2"], run.TakeTrace()[1..]);
    }

    [Fact]
    public void Response_WithoutTheFunctionResponseType_IsNotLookedAt()
    {
        using var run = Run(_options, 1, 2);
        run.Answer = _ => MappingRun.Failures(1);
        run.Start();

        Assert.Equal(["+0 [1 2] partial", "checkpoint 2"], run.TakeTrace());
        Assert.Equal("OK", run.Mapping.LastProcessingResult);
    }

    [Fact]
    public void Destination_GetsTheServicesRecord()
    {
        using var run = Run(_options with { MaximumRetryAttempts = 0 }, 1);
        run.Advance(1.5);
        run.Stream.Put("s", 2);
        run.Answer = MappingRun.FailsWith(2);
        run.Start();

        Assert.Equal(
            """
            {"requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:eu-central-1:123456789012:function:orders","condition":"RetryAttemptsExhausted",
            "approximateInvokeCount":1},"responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},"version":"1.0",
            "timestamp":"2025-01-01T00:00:01.500Z","DDBStreamBatchInfo":{"shardId":"s","startSequenceNumber":"000000000000000000001",
            "endSequenceNumber":"000000000000000000002","approximateArrivalOfFirstRecord":"2025-01-01T00:00:00Z",
            "approximateArrivalOfLastRecord":"2025-01-01T00:00:01.5Z","batchSize":2,
            "streamArn":"arn:aws:dynamodb:eu-central-1:123456789012:table/shop/stream/2025-01-01T00:00:00.000"}}
            """.ReplaceLineEndings(""),
            Assert.Single(run.FailureRecords));
    }

    [Fact]
    public void Destination_ThatFails_DoesNotBlockTheShard()
    {
        using var run = Run(_options with { MaximumRetryAttempts = 0, BatchSize = 1 }, 1, 2);
        run.DestinationFails = true;
        run.Answer = MappingRun.FailsWith(1);
        run.Start();

        Assert.Equal(["+0 [1] failed", "gave up [1] RetryAttemptsExhausted x1", "checkpoint 1", "+0 [2] ok", "checkpoint 2"], run.TakeTrace());
        Assert.Equal(1, run.Mapping.Statistics.DestinationDeliveryFailures);
    }
}
