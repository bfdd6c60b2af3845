namespace Tessera.Lambda;

/// <summary>What every part of a running mapping needs. Immutable, but for what it refers to.</summary>
internal sealed record MappingContext(
    string Name, string StreamArn, IStreamSource Source, IFunctionInvoker Function, EventSourceMappingOptions Options, ICheckpointStore Checkpoints,
    IFailureDestination? Destination, TimeProvider Time, MappingMonitor Monitor, FilterPattern[] Patterns)
{
    /// <summary>The function's name in on-failure records.</summary>
    public string FunctionArn => Options.FunctionArn ?? MakeFunctionArn();

    /// <summary>The age at which a record is given up: the stream would not have it any longer either.</summary>
    public TimeSpan RecordAgeMaximum =>
        Options.MaximumRecordAge is { } age && age < EventSourceMappingLimits.Retention ? age : EventSourceMappingLimits.Retention;

    /// <summary>How many lanes a shard has: the state of a tumbling window passes from batch to batch, so those go one after the other.</summary>
    public int Lanes => Options.TumblingWindow is null ? Options.ParallelizationFactor : 1;

    /// <summary>arn:aws:dynamodb:region:account:table/… has the region and the account that the function's would have.</summary>
    private string MakeFunctionArn()
    {
        var parts = StreamArn.Split(':');
        return parts.Length > 4 ? $"arn:{parts[1]}:lambda:{parts[3]}:{parts[4]}:function:{Name}" : $"arn:aws:lambda:us-east-1:000000000000:function:{Name}";
    }
}
