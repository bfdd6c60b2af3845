using Tessera;

namespace Sensors;

/// <summary>A value as a sensor sends it.</summary>
public sealed record Measurement(string SensorId, DateTimeOffset At, double Value);

/// <summary>Writes what sensors send, and reads series back.</summary>
public sealed class Measurements(SensorsTable sensors)
{
    private static readonly TimeSpan _readingLifetime = TimeSpan.FromHours(48);
    private static readonly TimeSpan _minuteLifetime = TimeSpan.FromDays(30);

    /// <summary>A transaction has at most 100 actions, and one of them counts the others.</summary>
    private const int ReadingsPerTransaction = 99;

    private const int AttemptsMax = 5;

    /// <summary>
    /// Writes readings and counts them in their minute, both in one transaction: a batch that is sent twice finds its readings there and counts
    /// nothing twice. Each transaction touches one shard, so writers of different shards do not conflict.
    /// </summary>
    /// <returns>How many of the readings are new.</returns>
    public async Task<int> RecordAsync(IReadOnlyCollection<Measurement> measurements, CancellationToken cancellationToken = default)
    {
        var groups =
            from measurement in measurements.DistinctBy(measurement => (measurement.SensorId, measurement.At))
            group measurement by (Minute: MinuteOf(measurement.At), Shard: Shards.Of(measurement.SensorId)) into minute
            from chunk in minute.Chunk(ReadingsPerTransaction)
            select WriteAsync(minute.Key.Minute, minute.Key.Shard, chunk, cancellationToken);
        var written = await Task.WhenAll(groups);
        return written.Sum();
    }

    /// <summary>A sensor's readings after a time, oldest first. They may stand in the partitions of several days.</summary>
    public async Task<List<Reading>> SeriesAsync(string sensorId, DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var days = Days(after, until).Select(day => sensors.Readings.Query(sensorId, day).AtAfter(after).ToListAsync(cancellationToken));
        return [.. (await Task.WhenAll(days)).SelectMany(readings => readings)];
    }

    /// <summary>The fleet's minutes from a time on, oldest first: every shard of every day is asked at once, and added up.</summary>
    public async Task<List<FleetAverage>> FleetAsync(DateTimeOffset start, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var queries =
            from day in Days(start, until)
            from shard in Enumerable.Range(0, Shards.Count)
            select sensors.FleetMinutes.Query(day, shard).MinuteFrom(start).ToListAsync(cancellationToken);
        var minutes =
            from minute in (await Task.WhenAll(queries)).SelectMany(found => found)
            group minute by minute.Minute into shards
            orderby shards.Key
            let readings = shards.Sum(shard => shard.Readings)
            select new FleetAverage(shards.Key, readings, shards.Sum(shard => shard.Sum) / readings);
        return [.. minutes];
    }

    private async Task<int> WriteAsync(DateTimeOffset minute, int shard, Measurement[] measurements, CancellationToken cancellationToken)
    {
        for (var attempt = 1; measurements.Length > 0; attempt++)
        {
            try
            {
                await Transaction(minute, shard, measurements).CommitAsync(cancellationToken: cancellationToken);
                break;
            }
            catch (TransactionFailedException failure) when (attempt < AttemptsMax)
            {
                // What is stored already is left out, and whoever was in the way has finished meanwhile.
                var known = failure.Failures
                    .Where(reason => reason is { Entity: nameof(Reading), Code: "ConditionalCheckFailed" })
                    .Select(reason => reason.Index)
                    .ToHashSet();
                measurements = [.. measurements.Where((_, index) => !known.Contains(index))];
            }
        }

        return measurements.Length;
    }

    private WriteTransaction Transaction(DateTimeOffset minute, int shard, Measurement[] measurements)
    {
        var transaction = sensors.Transaction();
        foreach (var (sensorId, at, value) in measurements)
            transaction = transaction.Create(new Reading { SensorId = sensorId, At = at, Value = value, ExpiresAt = at + _readingLifetime });
        return transaction.Update(sensors.FleetMinutes.Update(minute, shard)
            .Add(m => m.Readings, measurements.Length)
            .Add(m => m.Sum, measurements.Sum(measurement => measurement.Value))
            .Set(m => m.ExpiresAt, minute + _minuteLifetime)
            .OrCreate());
    }

    private static DateTimeOffset MinuteOf(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private static IEnumerable<DateTimeOffset> Days(DateTimeOffset start, DateTimeOffset until)
    {
        for (var day = new DateTimeOffset(start.UtcDateTime.Date, TimeSpan.Zero); day <= until; day = day.AddDays(1))
            yield return day;
    }
}

/// <summary>One minute of the whole fleet.</summary>
public sealed record FleetAverage(DateTimeOffset Minute, int Readings, double Average);
