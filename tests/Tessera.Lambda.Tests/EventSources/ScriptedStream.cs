using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>A stream whose shards and records a test writes down. A record is known by its number; its sequence number is the number with zeros before it.</summary>
internal sealed class ScriptedStream(TimeProvider clock) : IStreamSource
{
    public const string Arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/shop/stream/2025-01-01T00:00:00.000";

    private readonly List<Shard> _shards = [];
    private readonly Queue<Exception> _readErrors = new();
    private readonly Queue<Exception> _iteratorErrors = new();
    private int _reads;

    /// <summary>The operations that were called, but for the reads of records.</summary>
    public List<string> Calls { get; } = [];

    public int Reads => _reads;

    /// <summary>How far the stream's clock is behind the mapping's.</summary>
    public TimeSpan ClockLag { get; set; }

    public static string SequenceOf(int number) => number.ToString("D21", CultureInfo.InvariantCulture);

    public static int NumberOf(string sequenceNumber) => int.Parse(sequenceNumber, CultureInfo.InvariantCulture);

    public ScriptedStream AddShard(string shardId, string? parent = null)
    {
        _shards.Add(new(shardId, parent));
        return this;
    }

    public void RemoveShard(string shardId) => _shards.RemoveAll(shard => shard.Id == shardId);

    public void Close(string shardId) => Find(shardId).IsClosed = true;

    /// <summary>Records with the numbers, all of different partition keys, created now.</summary>
    public void Put(string shardId, params int[] numbers)
    {
        foreach (var number in numbers)
            Put(shardId, number, key: "k" + number);
    }

    public void Put(string shardId, int number, string key, string eventName = "INSERT", string? image = null, string? userIdentity = null, int padding = 0)
    {
        var created = (clock.GetUtcNow() - ClockLag - DateTimeOffset.UnixEpoch).TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var images = image is null ? "" : $",\"NewImage\":{image}";
        var pad = padding == 0 ? "" : $",\"OldImage\":{{\"Pad\":{{\"S\":\"{new string('x', padding)}\"}}}}";
        var identity = userIdentity is null ? "" : $",\"userIdentity\":{userIdentity}";
        var change = $"\"ApproximateCreationDateTime\":{created},\"Keys\":{{\"PK\":{{\"S\":\"{key}\"}}}}{images}{pad},"
            + $"\"SequenceNumber\":\"{SequenceOf(number)}\",\"SizeBytes\":26,\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"";
        var origin = "\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\",\"awsRegion\":\"eu-central-1\"";
        Find(shardId).Records.Add(new(number, $"{{\"eventID\":\"e{number}\",\"eventName\":\"{eventName}\",{origin},\"dynamodb\":{{{change}}}{identity}}}"));
    }

    /// <summary>Forgets the records up to a number: they are too old.</summary>
    public void Trim(string shardId, int upTo)
    {
        var shard = Find(shardId);
        shard.Trimmed = upTo;
        shard.Records.RemoveAll(record => record.Number <= upTo);
    }

    /// <summary>The next read fails.</summary>
    public void FailRead(Exception error) => _readErrors.Enqueue(error);

    /// <summary>The next request for an iterator fails.</summary>
    public void FailIterator(Exception error) => _iteratorErrors.Enqueue(error);

    public Task<StreamListing> ListStreamsAsync(string? tableName, string? exclusiveStartStreamArn, int? limit, CancellationToken cancellationToken) =>
        Task.FromResult(new StreamListing([new(Arn, "shop", "2025-01-01T00:00:00.000")], null));

    /// <summary>One shard on each page, so that paging is always at work.</summary>
    public Task<StreamDescription> DescribeStreamAsync(string streamArn, string? exclusiveStartShardId, CancellationToken cancellationToken)
    {
        var index = exclusiveStartShardId is null ? 0 : _shards.FindIndex(shard => shard.Id == exclusiveStartShardId) + 1;
        var page = _shards.Skip(index).Take(1).ToList();
        return Task.FromResult(new StreamDescription
        {
            StreamArn = streamArn,
            PartitionKey = "PK",
            Shards = [.. page.Select(shard => new StreamShard(shard.Id, shard.Parent, SequenceOf(0), shard.IsClosed ? SequenceOf(999) : null))],
            LastEvaluatedShardId = index + 1 < _shards.Count ? page[0].Id : null,
        });
    }

    public Task<string> GetShardIteratorAsync(string streamArn, string shardId, ShardStart start, CancellationToken cancellationToken)
    {
        lock (Calls)
            Calls.Add($"iterator {shardId} {start.IteratorType}{(start.SequenceNumber is { } from ? " " + NumberOf(from) : "")}");
        if (_iteratorErrors.TryDequeue(out var error))
            return Task.FromException<string>(error);
        var shard = Find(shardId);
        var after = start.SequenceNumber is { } number ? NumberOf(number) - (start.IteratorType == "AT_SEQUENCE_NUMBER" ? 1 : 0)
            : start == ShardStart.Latest ? shard.Records.Select(record => record.Number).DefaultIfEmpty().Max()
            : shard.Trimmed;
        return after < shard.Trimmed
            ? Task.FromException<string>(new TrimmedDataAccessException("trimmed"))
            : Task.FromResult($"{shardId}/{after}");
    }

    public Task<StreamRecordPage> GetRecordsAsync(string shardIterator, int? limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        if (_readErrors.TryDequeue(out var error))
            return Task.FromException<StreamRecordPage>(error);
        var parts = shardIterator.Split('/');
        if (_shards.Find(one => one.Id == parts[0]) is not { } shard)
            return Task.FromException<StreamRecordPage>(new ResourceNotFoundException("no such shard"));
        var after = int.Parse(parts[1], CultureInfo.InvariantCulture);
        if (after < shard.Trimmed)
            return Task.FromException<StreamRecordPage>(new TrimmedDataAccessException("trimmed"));
        var records = shard.Records.Where(record => record.Number > after).Take(limit ?? 1000).ToList();
        var last = records.Count > 0 ? records[^1].Number : after;
        var isEnd = shard.IsClosed && !shard.Records.Exists(record => record.Number > last);
        var next = isEnd ? "" : $",\"NextShardIterator\":\"{shard.Id}/{last}\"";
        return Task.FromResult(new StreamRecordPage(Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(',', records.Select(record => record.Json))}]{next}}}")));
    }

    private Shard Find(string shardId) => _shards.Find(shard => shard.Id == shardId) ?? throw new ResourceNotFoundException("no such shard");

    private sealed class Shard(string id, string? parent)
    {
        public string Id => id;

        public string? Parent => parent;

        public bool IsClosed { get; set; }

        public int Trimmed { get; set; }

        public List<(int Number, string Json)> Records { get; } = [];
    }
}
