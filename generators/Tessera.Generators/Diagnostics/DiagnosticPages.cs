namespace Tessera.Generators.Diagnostics;

/// <summary>Where the pages of <c>docs/diagnostics</c> are published.</summary>
internal static class DiagnosticPages
{
    public static string Url(string id) => $"https://github.com/tessera-dotnet/tessera/blob/main/docs/diagnostics/{id}.md";
}
