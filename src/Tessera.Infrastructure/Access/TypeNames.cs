using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Tessera.Infrastructure.Access;

/// <summary>Reads the names of types out of metadata.</summary>
internal sealed class TypeNames : ISignatureTypeProvider<TypeName, object?>
{
    public static readonly TypeNames Instance = new();

    public static TypeName Of(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => Instance.GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => Instance.GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(Instance, null),
        _ => new TypeName("?", []),
    };

    /// <summary>The assembly that a type comes from, or null for the one being read.</summary>
    public static string? AssemblyOf(MetadataReader reader, EntityHandle handle)
    {
        while (true)
        {
            switch (handle.Kind)
            {
                case HandleKind.TypeReference:
                    handle = reader.GetTypeReference((TypeReferenceHandle)handle).ResolutionScope;
                    break;
                case HandleKind.TypeSpecification:
                    handle = GenericDefinition(reader, (TypeSpecificationHandle)handle);
                    break;
                case HandleKind.AssemblyReference:
                    return reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)handle).Name);
                default:
                    return null;
            }
        }
    }

    public TypeName GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        var declaring = type.GetDeclaringType();
        return new TypeName(declaring.IsNil ? Qualified(reader, type.Namespace, name) : $"{GetTypeFromDefinition(reader, declaring, 0).Name}+{name}", []);
    }

    public TypeName GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return new TypeName(
            type.ResolutionScope.Kind == HandleKind.TypeReference
                ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0).Name}+{name}"
                : Qualified(reader, type.Namespace, name),
            []);
    }

    public TypeName GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => Of(reader, handle);

    public TypeName GetPrimitiveType(PrimitiveTypeCode typeCode) => new("System." + typeCode, []);

    public TypeName GetSZArrayType(TypeName elementType) => new("[]", [elementType]);

    public TypeName GetArrayType(TypeName elementType, ArrayShape shape) => new("[,]", [elementType]);

    public TypeName GetByReferenceType(TypeName elementType) => new("&", [elementType]);

    public TypeName GetPointerType(TypeName elementType) => new("*", [elementType]);

    public TypeName GetPinnedType(TypeName elementType) => elementType;

    public TypeName GetModifiedType(TypeName modifier, TypeName unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeName GetGenericInstantiation(TypeName genericType, ImmutableArray<TypeName> typeArguments) => new(genericType.Name, typeArguments);

    public TypeName GetGenericTypeParameter(object? genericContext, int index) => new("!" + index, []);

    public TypeName GetGenericMethodParameter(object? genericContext, int index) => new("!!" + index, []);

    public TypeName GetFunctionPointerType(MethodSignature<TypeName> signature) => new("method*", []);

    private static string Qualified(MetadataReader reader, StringHandle space, string name) => space.IsNil ? name : $"{reader.GetString(space)}.{name}";

    /// <summary>The type behind type arguments; skips the bytes that say "generic instance of a class or struct".</summary>
    private static EntityHandle GenericDefinition(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return default;
        blob.ReadCompressedInteger();
        return blob.ReadTypeHandle();
    }
}
