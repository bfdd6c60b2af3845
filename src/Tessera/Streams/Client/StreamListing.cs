namespace Tessera;

/// <summary>One page of a list of streams. Immutable.</summary>
/// <param name="Streams">The streams.</param>
/// <param name="LastEvaluatedStreamArn">Where the next page starts; <see langword="null"/> when this page is the last.</param>
public sealed record StreamListing(IReadOnlyList<StreamSummary> Streams, string? LastEvaluatedStreamArn);

/// <summary>A stream in a list. Immutable.</summary>
/// <param name="StreamArn">The stream.</param>
/// <param name="TableName">Its table.</param>
/// <param name="StreamLabel">The time at which the stream was turned on; with the table's name it is unique in an account and region.</param>
public sealed record StreamSummary(string StreamArn, string TableName, string StreamLabel);
