namespace Tessera.Hosting;

/// <summary>Where an application's tables are. Read from the configuration section <c>Tessera</c>, then changed by code.</summary>
public sealed class TesseraOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "Tessera";

    /// <summary>Which service answers.</summary>
    /// <value><see cref="TesseraService.Automatic"/> by default.</value>
    public TesseraService Service { get; set; }

    /// <summary>The address of a service with DynamoDB's API, such as <c>http://localhost:8000</c>.</summary>
    /// <value>Null by default: Amazon DynamoDB's own address in <see cref="Region"/>.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The AWS region.</summary>
    /// <value>Null by default: the AWS SDK finds it in its own configuration; the bundled engine takes <c>us-east-1</c>.</value>
    public string? Region { get; set; }

    /// <summary>Whether tables that do not exist are created when the application starts.</summary>
    /// <value>Null by default: created on the bundled engine, not elsewhere, where infrastructure is deployed and not improvised.</value>
    public bool? CreateTables { get; set; }

    /// <summary>Whether this process reads the streams of its stream handlers itself. It never does in Lambda, whose event-source mappings call it.</summary>
    /// <value>
    /// Null by default: it does with the bundled engine, and not elsewhere, where a warning at the start says so. One process only may read with the same checkpoint store.
    /// </value>
    public bool? ReadStreams { get; set; }

    /// <summary>Whether the log names stream records that fail by their keys too, which may hold personal data; else by event, entity and sequence number.</summary>
    /// <value>Null by default: in the Development environment only.</value>
    public bool? LogKeys { get; set; }
}
