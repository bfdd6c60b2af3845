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
    public IEnumerable<StreamSourceDefinition> Read()
    {
        foreach (var function in resources.Where(resource => resource.Type == "AWS::Serverless::Function"))
        {
            foreach (var (name, source) in function.Entries("Events"))
            {
                if (source.Get("Type").Text() == "DynamoDB")
                    yield return Source($"{function.LogicalId}{name}", function.LogicalId, source.Get("Properties"), "Stream");
            }
        }
        foreach (var mapping in resources.Where(resource => resource.Type == "AWS::Lambda::EventSourceMapping"))
        {
            var target = mapping.Get("FunctionName");
            var function = FunctionName.FindLogicalId(scope, resources, target.Text())
                ?? throw target.Error($"'{target.Text()}' names no function of this template. Write !Ref Function.");
            if (mapping.Get("EventSourceArn").Text().Contains(":dynamodb:", StringComparison.Ordinal))
                yield return Source(mapping.LogicalId, function, mapping.Config, "EventSourceArn");
        }
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
            throw properties.Error(exception.Message);
        }
        return new(name, function, properties.Get(streamProperty).Text(), options, properties.Find("DestinationConfig")?.Find("OnFailure")?.Get("Destination").Text());
    }

    private static EventSourceMappingOptions Options(TemplateNode properties)
    {
        var standard = new EventSourceMappingOptions();
        return standard with
        {
            BatchSize = properties.Find("BatchSize")?.Integer(1, int.MaxValue) ?? standard.BatchSize,
            MaximumBatchingWindow = Seconds(properties, "MaximumBatchingWindowInSeconds") ?? standard.MaximumBatchingWindow,
            ParallelizationFactor = properties.Find("ParallelizationFactor")?.Integer(1, int.MaxValue) ?? standard.ParallelizationFactor,
            StartingPosition = properties.Get("StartingPosition").OneOf("TRIM_HORIZON", "LATEST") == "LATEST" ? StartingPosition.Latest : StartingPosition.TrimHorizon,
            BisectBatchOnFunctionError = properties.Find("BisectBatchOnFunctionError")?.Boolean() ?? false,
            MaximumRetryAttempts = properties.Find("MaximumRetryAttempts")?.Integer(-1, int.MaxValue) ?? standard.MaximumRetryAttempts,
            MaximumRecordAge = Seconds(properties, "MaximumRecordAgeInSeconds"),
            ReportBatchItemFailures = properties.Find("FunctionResponseTypes")?.Texts().Contains("ReportBatchItemFailures") ?? false,
            TumblingWindow = Seconds(properties, "TumblingWindowInSeconds"),
            FilterPatterns = properties.Find("FilterCriteria")?.Get("Filters").Items().Select(filter => filter.Get("Pattern").Text()).ToList() ?? [],
            Enabled = properties.Find("Enabled")?.Boolean() ?? true,
        };
    }

    /// <summary>Null where the property is absent, or −1 or 0, which both mean that it does not apply.</summary>
    private static TimeSpan? Seconds(TemplateNode properties, string name) =>
        properties.Find(name)?.Integer(-1, 1_000_000) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
}
