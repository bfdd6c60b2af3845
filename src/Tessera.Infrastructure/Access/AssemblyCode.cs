using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Tessera.Infrastructure.Access;

/// <summary>Reads the types of one assembly with what their methods use.</summary>
internal sealed class AssemblyCode
{
    private const string EntityAttribute = "Tessera.EntityAttribute`1";

    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly Dictionary<MethodDefinitionHandle, CodeMethod> _methods = [];

    private AssemblyCode(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
    }

    public List<CodeType> Types { get; } = [];

    public CodeMethod? EntryPoint { get; private set; }

    public static AssemblyCode Read(string path)
    {
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        var code = new AssemblyCode(file);
        foreach (var handle in code._reader.TypeDefinitions)
            code.Types.Add(code.ReadType(handle));
        foreach (var (handle, method) in code._methods)
            method.Uses = code.ReadBody(code._reader.GetMethodDefinition(handle));
        var entryPoint = MetadataTokens.EntityHandle(file.PEHeaders.CorHeader!.EntryPointTokenOrRelativeVirtualAddress);
        if (!entryPoint.IsNil && entryPoint.Kind == HandleKind.MethodDefinition)
            code.EntryPoint = code._methods.GetValueOrDefault((MethodDefinitionHandle)entryPoint);
        return code;
    }

    private CodeType ReadType(TypeDefinitionHandle handle)
    {
        var definition = _reader.GetTypeDefinition(handle);
        var type = new CodeType(TypeNames.Of(_reader, handle).Name)
        {
            Base = definition.BaseType.IsNil ? null : TypeNames.Of(_reader, definition.BaseType),
        };
        type.Interfaces.AddRange(definition.GetInterfaceImplementations().Select(i => TypeNames.Of(_reader, _reader.GetInterfaceImplementation(i).Interface)));
        type.EntityOf.AddRange(EntityTables(definition));
        foreach (var method in definition.GetMethods())
            type.Methods.Add(_methods[method] = ReadMethod(type, _reader.GetMethodDefinition(method)));
        return type;
    }

    private IEnumerable<string> EntityTables(TypeDefinition definition) =>
        from handle in definition.GetCustomAttributes()
        let constructor = _reader.GetCustomAttribute(handle).Constructor
        where constructor.Kind == HandleKind.MemberReference
        let attribute = TypeNames.Of(_reader, _reader.GetMemberReference((MemberReferenceHandle)constructor).Parent)
        where attribute.Name == EntityAttribute
        select attribute.Arguments[0].Name;

    private CodeMethod ReadMethod(CodeType type, MethodDefinition method)
    {
        var parameters = method.DecodeSignature(TypeNames.Instance, null).ParameterTypes;
        return new CodeMethod(type, _reader.GetString(method.Name), string.Join(",", parameters), method.Attributes.HasFlag(MethodAttributes.Virtual)) { Parameters = parameters };
    }

    private List<CodeUse> ReadBody(MethodDefinition method)
    {
        if (method.RelativeVirtualAddress == 0)
            return [];
        var uses = new List<CodeUse>();
        var texts = new List<string>();
        var body = _file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];
        foreach (var (code, token) in InstructionReader.Read(body))
        {
            if (code == ILOpCode.Ldstr)
            {
                texts.Add(_reader.GetUserString(MetadataTokens.UserStringHandle(token & 0xffffff)));
                continue;
            }

            var use = ReadUse(code, MetadataTokens.EntityHandle(token), texts);
            if (use is null)
                continue;
            uses.Add(use);
            if (AccessRules.NamesAnIndex(use))
                texts.Clear();
        }

        return uses;
    }

    private CodeUse? ReadUse(ILOpCode code, EntityHandle handle, List<string> texts)
    {
        if (handle.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification)
            return new CodeUse(CodeUseKind.Type, TypeNames.Of(_reader, handle));
        var kind = code switch
        {
            ILOpCode.Newobj => CodeUseKind.New,
            ILOpCode.Ldftn or ILOpCode.Ldvirtftn => CodeUseKind.Delegate,
            _ => CodeUseKind.Call,
        };
        return ReadMethodUse(handle, kind) is { } use ? use with { Texts = [.. texts] } : null;
    }

    private CodeUse? ReadMethodUse(EntityHandle handle, CodeUseKind kind)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodSpecification:
                var specification = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                return ReadMethodUse(specification.Method, kind) is { } use ? use with { MethodArguments = specification.DecodeSignature(TypeNames.Instance, null) } : null;
            case HandleKind.MethodDefinition when _methods.TryGetValue((MethodDefinitionHandle)handle, out var own):
                return new CodeUse(kind, new TypeName(own.Type.Name, [])) { Method = own.Name, Signature = own.Signature, Parameters = own.Parameters };
            case HandleKind.MemberReference:
                var reference = _reader.GetMemberReference((MemberReferenceHandle)handle);
                if (reference.GetKind() != MemberReferenceKind.Method)
                    return null;
                var parameters = reference.DecodeMethodSignature(TypeNames.Instance, null).ParameterTypes;
                return new CodeUse(kind, TypeNames.Of(_reader, reference.Parent))
                {
                    Method = _reader.GetString(reference.Name),
                    Signature = string.Join(",", parameters),
                    Parameters = parameters,
                    Assembly = TypeNames.AssemblyOf(_reader, reference.Parent),
                };
            default:
                return null;
        }
    }
}
