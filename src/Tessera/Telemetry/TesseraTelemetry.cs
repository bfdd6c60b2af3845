using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tessera;

/// <summary>
/// What Tessera tells about itself: an <see cref="ActivitySource"/> and a <see cref="Meter"/>, both named <see cref="Name"/>, with OpenTelemetry's names for
/// database calls. Nobody listening costs nothing.
/// </summary>
/// <remarks>
/// <para>
/// Spans: one of kind client per request of a table context, <c>GetItem shop</c>, with <c>db.system.name</c> (<c>aws.dynamodb</c>), <c>db.operation.name</c>,
/// <c>db.collection.name</c>, <c>aws.dynamodb.table_names</c>, <c>aws.request_id</c>; after an error <c>error.type</c> and <c>db.response.status_code</c>, which is the
/// service's error code.
/// </para>
/// <para>
/// Metrics: <c>db.client.operation.duration</c> (seconds), <c>tessera.dynamodb.consumed_capacity</c> (capacity units; requests ask for it while the instrument is
/// listened to), <c>tessera.dynamodb.batch.size</c> (items); with a <see cref="TesseraDynamoDBClient"/> also <c>tessera.dynamodb.retries</c> and
/// <c>tessera.dynamodb.throttles</c>. Of streams <c>tessera.stream.batch.size</c> and <c>tessera.stream.failures</c> (records), <c>tessera.stream.iterator_age</c> (seconds). In Lambda
/// <c>faas.invoke_duration</c> (seconds), <c>faas.coldstarts</c>, <c>faas.invocations</c>, <c>faas.errors</c>, <c>faas.timeouts</c>, and a span of kind server per invocation that goes on from the
/// X-Ray header.
/// </para>
/// </remarks>
/// <example><code>
/// builder.Services.AddOpenTelemetry()
///     .WithTracing(tracing => tracing.AddSource(TesseraTelemetry.Name))
///     .WithMetrics(metrics => metrics.AddMeter(TesseraTelemetry.Name));
/// </code></example>
public static class TesseraTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Tessera";
}
