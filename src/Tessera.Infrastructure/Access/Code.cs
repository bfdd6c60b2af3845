namespace Tessera.Infrastructure.Access;

/// <summary>The name of a type with its type arguments. Type parameters are <c>!0</c> (of a type) and <c>!!0</c> (of a method).</summary>
internal sealed record TypeName(string Name, IReadOnlyList<TypeName> Arguments)
{
    public bool IsParameter => Name.StartsWith('!');

    /// <summary>The same with the type parameters replaced.</summary>
    public TypeName With(IReadOnlyList<TypeName> typeArguments, IReadOnlyList<TypeName> methodArguments)
    {
        if (!IsParameter)
            return Arguments.Count == 0 ? this : new TypeName(Name, [.. Arguments.Select(argument => argument.With(typeArguments, methodArguments))]);
        var (arguments, digits) = Name.StartsWith("!!", StringComparison.Ordinal) ? (methodArguments, Name[2..]) : (typeArguments, Name[1..]);
        return int.TryParse(digits, out var index) && index < arguments.Count ? arguments[index] : this;
    }

    public override string ToString() => Arguments.Count == 0 ? Name : $"{Name}<{string.Join(",", Arguments)}>";
}

/// <summary>A type of the program.</summary>
internal sealed class CodeType(string name)
{
    public string Name { get; } = name;

    public TypeName? Base { get; set; }

    public List<TypeName> Interfaces { get; } = [];

    public List<CodeMethod> Methods { get; } = [];

    /// <summary>The contexts of the tables that the type is an entity of.</summary>
    public List<string> EntityOf { get; } = [];
}

/// <summary>A method of the program and what its body uses.</summary>
internal sealed class CodeMethod(CodeType type, string name, string signature, bool isVirtual)
{
    public CodeType Type { get; } = type;

    public string Name { get; } = name;

    /// <summary>The types of the parameters.</summary>
    public string Signature { get; } = signature;

    public bool IsVirtual { get; } = isVirtual;

    public bool IsConstructor => Name is ".ctor" or ".cctor";

    public IReadOnlyList<TypeName> Parameters { get; init; } = [];

    public IReadOnlyList<CodeUse> Uses { get; set; } = [];

    public override string ToString() => $"{Type.Name}.{Name}";
}

/// <summary>How a body uses a method or type.</summary>
internal enum CodeUseKind
{
    Call,

    /// <summary>A constructor is called.</summary>
    New,

    /// <summary>A delegate of the method is made.</summary>
    Delegate,

    /// <summary>A type is named: <c>typeof</c>, or a value of it is made.</summary>
    Type,
}

/// <summary>A use of a method, or of a type alone.</summary>
internal sealed record CodeUse(CodeUseKind Kind, TypeName Type)
{
    public string Method { get; init; } = "";

    public string Signature { get; init; } = "";

    public IReadOnlyList<TypeName> Parameters { get; init; } = [];

    public IReadOnlyList<TypeName> MethodArguments { get; init; } = [];

    /// <summary>The assembly of the method where it is not the program's own.</summary>
    public string? Assembly { get; init; }

    /// <summary>The texts that stand in the body between the last call of the same method and this one.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}
