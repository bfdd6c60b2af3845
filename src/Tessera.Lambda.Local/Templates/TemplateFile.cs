using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <summary>A template as it was written: its YAML (or JSON, which is YAML) with the lines it stands in.</summary>
internal sealed class TemplateFile
{
    private TemplateFile(string path, YamlMappingNode root)
    {
        Path = path;
        Root = root;
    }

    /// <summary>The full path. Relative paths in the template start in its folder.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public YamlMappingNode Root { get; }

    public static TemplateFile Load(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!File.Exists(path))
            throw new TemplateException($"There is no template '{path}'. Name one: tessera run path/to/template.yaml.");
        return Parse(path, File.ReadAllText(path));
    }

    public static TemplateFile Parse(string path, string text)
    {
        var name = System.IO.Path.GetFileName(path);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
                throw new TemplateException($"{name}:1: The template is empty. It needs at least 'Resources:'.");
            return new TemplateFile(path, root);
        }
        catch (YamlException exception)
        {
            throw new TemplateException($"{name}:{exception.Start.Line}: This is not YAML: {exception.Message}", exception);
        }
    }

    public TemplatePlace Place(YamlNode at, string path) => new(Name, at.Start.Line, at.Start.Index, path);

    public TemplateException Error(YamlNode at, string path, string text) => new(Place(at, path), text);
}
