using System.Diagnostics;
using System.Diagnostics.Metrics;
using Amazon.Runtime;

namespace Tessera.Transport;

/// <summary>The spans and metrics of requests. Thread-safe; where nobody listens, a request costs two reads more.</summary>
internal static class RequestTelemetry
{
    /// <summary>The meter of all of Tessera's metrics.</summary>
    public static readonly Meter Meter = new(TesseraTelemetry.Name);

    private const string SystemName = "aws.dynamodb";

    private static readonly ActivitySource _activities = new(TesseraTelemetry.Name);

    private static readonly Histogram<double> _duration = Meter.CreateHistogram(
        "db.client.operation.duration", "s", "How long a request took, with its retries.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    private static readonly Counter<double> _consumedCapacity =
        Meter.CreateCounter<double>("tessera.dynamodb.consumed_capacity", "{capacity_unit}", "The capacity units that requests consumed.");

    private static readonly Histogram<int> _batchSize =
        Meter.CreateHistogram<int>("tessera.dynamodb.batch.size", "{item}", "How many items a batch or transaction had.");

    private static readonly Counter<long> _retries = Meter.CreateCounter<long>("tessera.dynamodb.retries", "{retry}", "Requests that were sent again.");

    private static readonly Counter<long> _throttles =
        Meter.CreateCounter<long>("tessera.dynamodb.throttles", "{request}", "Requests that the service refused for their rate.");

    /// <summary>Whether someone wants to know of each request.</summary>
    public static bool IsObserved => _activities.HasListeners() || _duration.Enabled || _batchSize.Enabled;

    /// <summary>Whether requests should ask what they cost.</summary>
    public static bool WantsCapacity => _consumedCapacity.Enabled;

    /// <summary>Sends a request within a span, and measures it.</summary>
    public static async ValueTask<TransportResponse> SendAsync(
        ITransport transport, TransportRequest request, int batchSize, CancellationToken cancellationToken)
    {
        using var activity = Start(request, batchSize);
        if (batchSize > 0 && _batchSize.Enabled)
            _batchSize.Record(batchSize, Common(request.Operation.ToString(), request.TableName));
        var start = Stopwatch.GetTimestamp();
        try
        {
            var response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            activity?.SetTag("aws.request_id", response.ResponseMetadata?.RequestId);
            Measure(request, start, error: null);
            return response;
        }
        catch (Exception error)
        {
            Fail(activity, error);
            Measure(request, start, error);
            throw;
        }
    }

    /// <summary>Counts what a request consumed.</summary>
    public static void AddCapacity(TransportOperation operation, string tableName, double units)
    {
        if (units > 0)
            _consumedCapacity.Add(units, Common(operation.ToString(), tableName));
    }

    /// <summary>Counts a request that is sent again.</summary>
    public static void AddRetry(string operation) => _retries.Add(1, new("db.system.name", SystemName), new("db.operation.name", operation));

    /// <summary>Counts an attempt that the service throttled.</summary>
    public static void AddThrottle(string operation) => _throttles.Add(1, new("db.system.name", SystemName), new("db.operation.name", operation));

    private static Activity? Start(TransportRequest request, int batchSize)
    {
        if (!_activities.HasListeners())
            return null;
        var operation = request.Operation.ToString();
        var activity = _activities.StartActivity($"{operation} {request.TableName}", ActivityKind.Client);
        if (activity is not { IsAllDataRequested: true })
            return activity;
        activity.SetTag("db.system.name", SystemName);
        activity.SetTag("db.operation.name", operation);
        activity.SetTag("db.collection.name", request.TableName);
        activity.SetTag("aws.dynamodb.table_names", new[] { request.TableName });
        if (batchSize > 1)
            activity.SetTag("db.operation.batch.size", batchSize);
        return activity;
    }

    private static void Fail(Activity? activity, Exception error)
    {
        if (activity is null)
            return;
        activity.SetStatus(ActivityStatusCode.Error, error.Message);
        activity.SetTag("error.type", error.GetType().FullName);
        if (error is not AmazonServiceException service)
            return;
        activity.SetTag("db.response.status_code", service.ErrorCode);
        activity.SetTag("aws.request_id", service.RequestId);
    }

    private static void Measure(TransportRequest request, long start, Exception? error)
    {
        if (!_duration.Enabled)
            return;
        var tags = Common(request.Operation.ToString(), request.TableName);
        if (error is not null)
            tags.Add("error.type", error.GetType().FullName);
        _duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
    }

    private static TagList Common(string operation, string tableName) =>
        new() { { "db.system.name", SystemName }, { "db.operation.name", operation }, { "db.collection.name", tableName } };
}
