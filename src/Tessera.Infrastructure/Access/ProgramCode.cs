using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tessera.Infrastructure.Access;

/// <summary>The program's own code: its assembly, and those beside it that know Tessera and are not Tessera.</summary>
internal sealed class ProgramCode
{
    private static readonly HashSet<string> _libraries = new(StringComparer.OrdinalIgnoreCase)
    {
        "Tessera", "Tessera.Engine", "Tessera.Engine.Server", "Tessera.Hosting", "Tessera.Lambda", "Tessera.Testing", "Tessera.Infrastructure", "Tessera.Lambda.Local",
        "Tessera.Amazon.Lambda", "Tessera.Testcontainers",
    };

    private readonly Dictionary<string, CodeType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CodeType>> _derived = new(StringComparer.Ordinal);

    private ProgramCode(IEnumerable<AssemblyCode> assemblies, CodeMethod entryPoint)
    {
        EntryPoint = entryPoint;
        foreach (var type in assemblies.SelectMany(assembly => assembly.Types))
            _types[type.Name] = type;
        foreach (var type in _types.Values)
        {
            foreach (var parent in type.Interfaces.Append(type.Base).OfType<TypeName>().Where(parent => _types.ContainsKey(parent.Name)))
                (_derived.TryGetValue(parent.Name, out var derived) ? derived : _derived[parent.Name] = []).Add(type);
        }
    }

    public CodeMethod EntryPoint { get; }

    public IEnumerable<CodeType> Types => _types.Values;

    public static ProgramCode Load(string assemblyPath)
    {
        var main = AssemblyCode.Read(assemblyPath);
        var entryPoint = main.EntryPoint ?? throw new InfrastructureException($"'{assemblyPath}' is not a program: it has no entry point.");
        return new ProgramCode(Neighbours(assemblyPath).Select(AssemblyCode.Read).Append(main), entryPoint);
    }

    public CodeType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The method that a use means, where it is the program's own; a method may be inherited.</summary>
    public CodeMethod? Find(CodeUse use)
    {
        for (var type = Find(use.Type.Name); type is not null; type = type.Base is null ? null : Find(type.Base.Name))
        {
            if (type.Methods.Find(method => method.Name == use.Method && method.Signature == use.Signature) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The methods that a virtual call may reach.</summary>
    public IEnumerable<CodeMethod> Overrides(CodeMethod method)
    {
        if (!method.IsVirtual)
            return [];
        return Descendants(method.Type.Name).SelectMany(type => type.Methods).Where(other => other.IsVirtual && other.Parameters.Count == method.Parameters.Count
            && (other.Name == method.Name || other.Name.EndsWith("." + method.Name, StringComparison.Ordinal)));
    }

    /// <summary>Whether a type is or derives from one of another assembly, whose name begins so.</summary>
    public bool Derives(CodeType type, string foreignPrefix)
    {
        foreach (var parent in type.Interfaces.Append(type.Base).OfType<TypeName>())
        {
            if (parent.Name.StartsWith(foreignPrefix, StringComparison.Ordinal) || (Find(parent.Name) is { } own && Derives(own, foreignPrefix)))
                return true;
        }

        return false;
    }

    private HashSet<CodeType> Descendants(string name)
    {
        var found = new HashSet<CodeType>();
        var open = new Queue<string>([name]);
        while (open.TryDequeue(out var next))
        {
            foreach (var derived in _derived.GetValueOrDefault(next, []))
            {
                if (found.Add(derived))
                    open.Enqueue(derived.Name);
            }
        }

        return found;
    }

    /// <summary>The assemblies of the folder that refer to Tessera, themselves or through one that does.</summary>
    private static List<string> Neighbours(string assemblyPath)
    {
        var references = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!, "*.dll")
            .Where(path => Path.GetFullPath(path) != Path.GetFullPath(assemblyPath) && !_libraries.Contains(Path.GetFileNameWithoutExtension(path)))
            .Order(StringComparer.Ordinal)
            .ToDictionary(path => path, References);
        var known = new HashSet<string>(_libraries, StringComparer.OrdinalIgnoreCase);
        var found = new List<string>();
        while (references.FirstOrDefault(pair => pair.Value.Any(known.Contains)).Key is { } next)
        {
            references.Remove(next);
            known.Add(Path.GetFileNameWithoutExtension(next));
            found.Add(next);
        }

        return found;
    }

    private static List<string> References(string path)
    {
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        if (!file.HasMetadata)
            return [];
        var reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }
}
