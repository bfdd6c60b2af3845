namespace Tessera.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The server could not listen: its port is taken, or may not be used.</summary>
    public const int CannotListen = 2;

    /// <summary>The template cannot be run.</summary>
    public const int WrongTemplate = 3;
}
