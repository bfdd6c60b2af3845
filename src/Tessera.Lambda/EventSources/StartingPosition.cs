namespace Tessera.Lambda;

/// <summary>Where in a stream a mapping without checkpoints starts.</summary>
public enum StartingPosition
{
    /// <summary>With the oldest records that the stream has (TRIM_HORIZON).</summary>
    TrimHorizon,

    /// <summary>With what is written from now on (LATEST).</summary>
    Latest,
}
