using System.Reflection;
using System.Runtime.CompilerServices;

namespace Tessera.Conventions.Tests;

/// <summary>Writes the public API of an assembly as text: a line per type and per member, sorted, close to how C# declares them.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext _nullability = new();

    public static IEnumerable<string> Of(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute))).OrderBy(TypeName, StringComparer.Ordinal))
        {
            yield return TypeLine(type);
            if (type.IsSubclassOf(typeof(Delegate)))
                continue;
            foreach (var line in type.GetMembers(Declared).Where(IsVisible).Select(Line).Distinct().Order(StringComparer.Ordinal))
                yield return "  " + line;
        }
    }

    private static string TypeLine(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
            return $"delegate {Line(type.GetMethod("Invoke")!).Replace("Invoke", TypeName(type), StringComparison.Ordinal)}";
        string[] bases = [.. Bases(type)];
        return Kind(type) + " " + TypeName(type) + (bases.Length == 0 ? "" : " : " + string.Join(", ", bases));
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Bases(Type type)
    {
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
            yield return TypeName(parent);
        foreach (var name in type.GetInterfaces().Where(face => face.IsVisible && !type.IsEnum).Select(TypeName).Order(StringComparer.Ordinal))
            yield return name;
    }

    private static bool IsVisible(MemberInfo member) => !IsWrittenByTheCompiler(member) && member switch
    {
        MethodBase method => IsOpen(method) && !IsAccessor(method),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsOpen),
        EventInfo @event => IsOpen(@event.AddMethod!),
        FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
        _ => false,
    };

    private static bool IsWrittenByTheCompiler(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal) || member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodBase method) =>
        method is MethodInfo { IsSpecialName: true } && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{Modifiers(method)}{Nullable(method.ReturnParameter)} {method.Name}{Generics(method)}({Parameters(method)})",
        PropertyInfo property => $"{Modifiers(property.GetAccessors(true)[0])}{Nullable(property)} {Name(property)} {{ {Accessors(property)} }}",
        EventInfo @event => $"event {TypeName(@event.EventHandlerType!)} {@event.Name}",
        FieldInfo { IsLiteral: true } field => $"const {TypeName(field.FieldType)} {field.Name} = {field.GetRawConstantValue() ?? "null"}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeName(field.FieldType)} {field.Name}",
        _ => throw new NotSupportedException(member.ToString()),
    };

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "") + (method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract " : "");

    private static string Name(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } indexes ? $"this[{string.Join(", ", indexes.Select(Parameter))}]" : property.Name;

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsOpen(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && IsOpen(setter) ? (IsInit(setter) ? "init; " : "set; ") : "";
        return (get + set).Trim();
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Generics(MethodBase method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "",
        };
        return $"{direction}{Nullable(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Default(parameter) : "")}";
    }

    // A null character would make the file binary for git, which then shows no difference.
    private static object Default(ParameterInfo parameter) => parameter.DefaultValue is char value ? $"'\\u{(int)value:x4}'" : parameter.DefaultValue ?? "default";

    private static string Nullable(ParameterInfo parameter) =>
        TypeName(parameter.ParameterType) + (IsNullableReference(parameter.ParameterType, _nullability.Create(parameter).ReadState) ? "?" : "");

    private static string Nullable(PropertyInfo property) =>
        TypeName(property.PropertyType) + (IsNullableReference(property.PropertyType, _nullability.Create(property).ReadState) ? "?" : "");

    private static bool IsNullableReference(Type type, NullabilityState state) => !type.IsValueType && !type.IsByRef && state == NullabilityState.Nullable;

    private static string TypeName(Type type)
    {
        if (type.IsByRef)
            return TypeName(type.GetElementType()!);
        if (type.IsArray)
            return TypeName(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        if (System.Nullable.GetUnderlyingType(type) is { } value)
            return TypeName(value) + "?";
        var name = type.IsNested ? $"{TypeName(type.DeclaringType!)}.{type.Name}" : Keyword(type);
        if (!type.IsGenericType)
            return name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? name : name[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>";
    }

    private static string Keyword(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => Qualified(type),
        TypeCode.Boolean => "bool",
        TypeCode.Byte => "byte",
        TypeCode.Char => "char",
        TypeCode.Decimal => "decimal",
        TypeCode.Double => "double",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Single => "float",
        TypeCode.String => "string",
        TypeCode.UInt32 => "uint",
        TypeCode.UInt64 => "ulong",
        _ when type == typeof(object) => "object",
        _ when type == typeof(void) => "void",
        _ => Qualified(type),
    };

    /// <summary>Namespaces of the framework are left out: they tell nothing.</summary>
    private static string Qualified(Type type) =>
        type.Namespace is { } space && !space.StartsWith("System", StringComparison.Ordinal) ? $"{space}.{type.Name}" : type.Name;
}
