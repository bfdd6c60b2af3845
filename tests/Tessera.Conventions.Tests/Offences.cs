namespace Tessera.Conventions.Tests;

/// <summary>Shows every offence against a rule, one a line, so that all can be mended at once.</summary>
internal static class Offences
{
    public static void None(IEnumerable<string> offences)
    {
        string[] found = [.. offences.Distinct()];
        if (found.Length > 0)
            Assert.Fail($"{found.Length} found:\n  " + string.Join("\n  ", found));
    }
}
