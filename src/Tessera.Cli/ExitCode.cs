namespace Tessera.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>What was compared differs; or the call itself was wrong, which System.CommandLine reports with the same code.</summary>
    public const int Different = 1;

    /// <summary>The server could not listen: its port is taken, or may not be used.</summary>
    public const int CannotListen = 2;

    /// <summary>The template cannot be run.</summary>
    public const int WrongTemplate = 3;

    /// <summary>A project did not build, a program could not be described, or a service did not answer.</summary>
    public const int Failed = 4;
}
