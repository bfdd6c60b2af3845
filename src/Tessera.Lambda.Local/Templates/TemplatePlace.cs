namespace Tessera.Lambda.Local.Templates;

/// <summary>Where something stands in a template: the file, its line, its position in the text (which orders places), and its path.</summary>
internal sealed record TemplatePlace(string File, long Line, long Position, string Path)
{
    /// <summary>As an error begins: <c>template.yaml:8: Resources.Web.Properties.Timeout</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Path}";
}
