namespace Tessera.Lambda.Local.Templates;

/// <summary>A stream that calls a function.</summary>
/// <param name="Name">The mapping's name: its logical id.</param>
/// <param name="Function">The function's logical id.</param>
/// <param name="StreamArn">The stream.</param>
/// <param name="Options">The mapping's parameters.</param>
/// <param name="Destination">The ARN that records of failed batches go to; null where there is none.</param>
internal sealed record StreamSourceDefinition(string Name, string Function, string StreamArn, EventSourceMappingOptions Options, string? Destination);

/// <summary>DynamoDB streams that call functions: events of SAM functions, and event-source mappings of CloudFormation.</summary>
internal sealed class StreamSourceReader(TemplateScope scope, IReadOnlyList<ResourceNode> resources)
{
    public IEnumerable<StreamSourceDefinition> Read() => FromEvents().Concat(FromMappings()).OfType<StreamSourceDefinition>();

    private IEnumerable<StreamSourceDefinition?> FromEvents() =>
        from function in resources
        where function.Type == "AWS::Serverless::Function"
        from entry in function.Entries("Events")
        where entry.Value.Get("Type").Text() == "DynamoDB"
        select scope.Errors.Try(() => Source($"{function.LogicalId}{entry.Key}", function.LogicalId, entry.Value.Get("Properties"), "Stream"));

    private IEnumerable<StreamSourceDefinition?> FromMappings() =>
        from mapping in resources
        where mapping.Type == "AWS::Lambda::EventSourceMapping"
        select scope.Errors.Try(() => FindMapping(mapping));

    /// <summary>Null for a mapping of something that is not a stream of DynamoDB.</summary>
    private StreamSourceDefinition? FindMapping(ResourceNode mapping)
    {
        var target = mapping.Get("FunctionName");
        var function = FunctionName.FindLogicalId(scope, resources, target.Text());
        if (function is null)
            target.Report($"'{target.Text()}' names no function of this template. Write !Ref Function.");
        return mapping.Get("EventSourceArn").Text().Contains(":dynamodb:", StringComparison.Ordinal)
            ? Source(mapping.LogicalId, function ?? "", mapping.Config, "EventSourceArn")
            : null;
    }

    private StreamSourceDefinition Source(string name, string function, TemplateNode properties, string streamProperty)
    {
        var options = Options(properties) with { FunctionArn = scope.FindAttribute(function, "Arn") };
        try
        {
            options.Validate();
        }
        catch (ArgumentException exception)
        {
            // Each number has been checked: it is a pattern.
            (properties.Find("FilterCriteria") ?? properties).Report(exception.Message);
        }
        return new(name, function, properties.Get(streamProperty).Text(), options, properties.Find("DestinationConfig")?.Find("OnFailure")?.Get("Destination").Text());
    }

    private static EventSourceMappingOptions Options(TemplateNode properties)
    {
        var standard = new EventSourceMappingOptions();
        return standard with
        {
            BatchSize = properties.Find("BatchSize")?.Integer(1, 10_000) ?? standard.BatchSize,
            MaximumBatchingWindow = Seconds(properties, "MaximumBatchingWindowInSeconds", 0, 300) ?? standard.MaximumBatchingWindow,
            ParallelizationFactor = properties.Find("ParallelizationFactor")?.Integer(1, 10) ?? standard.ParallelizationFactor,
            StartingPosition = properties.Get("StartingPosition").OneOf("TRIM_HORIZON", "LATEST") == "LATEST" ? StartingPosition.Latest : StartingPosition.TrimHorizon,
            BisectBatchOnFunctionError = properties.Find("BisectBatchOnFunctionError")?.Boolean() ?? false,
            MaximumRetryAttempts = properties.Find("MaximumRetryAttempts")?.Integer(-1, 10_000) ?? standard.MaximumRetryAttempts,
            MaximumRecordAge = Seconds(properties, "MaximumRecordAgeInSeconds", 60, 604_800),
            ReportBatchItemFailures = properties.Find("FunctionResponseTypes")?.Texts().Contains("ReportBatchItemFailures") ?? false,
            TumblingWindow = Seconds(properties, "TumblingWindowInSeconds", 0, 900),
            FilterPatterns = properties.Find("FilterCriteria")?.Get("Filters").Items().Select(filter => filter.Get("Pattern").Text()).ToList() ?? [],
            Enabled = properties.Find("Enabled")?.Boolean() ?? true,
        };
    }

    /// <summary>Null where the property is absent, or −1 or 0, which both mean that it does not apply.</summary>
    private static TimeSpan? Seconds(TemplateNode properties, string name, int min, int max) =>
        properties.Find(name) is { } node && node.Text() is not ("-1" or "0") && node.Integer(min, max) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
}
