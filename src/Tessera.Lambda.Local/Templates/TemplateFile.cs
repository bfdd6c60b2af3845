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
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
            throw new TemplateException($"{name}:{Describe(exception, text)}", exception);
        }
    }

    /// <summary>Of a tab the parser tells the line where the map around it began, or, in braces, fails without a reason.</summary>
    private static string Describe(Exception exception, string text)
    {
        var tabLine = text.Split('\n').ToList().FindIndex(line => line.TrimStart(' ').StartsWith('\t')) + 1;
        if (tabLine > 0 && (exception is not YamlException || exception.Message.Contains("tab", StringComparison.Ordinal)))
            return $"{tabLine}: This is not YAML: the line begins with a tab. Write spaces.";
        return $"{(exception as YamlException)?.Start.Line ?? 1}: This is not YAML: {exception.Message}";
    }

    public TemplatePlace Place(YamlNode at, string path) => new(Name, at.Start.Line, at.Start.Index, path);

    public TemplateException Error(YamlNode at, string path, string text) => new(Place(at, path), text);
}
