namespace Tessera.Generators.Model;

/// <summary>How a member gets its value when an item is read.</summary>
internal enum MemberSetting
{
    /// <summary>Never: the member only provides values for keys.</summary>
    None,

    /// <summary>As an argument of the constructor.</summary>
    Constructor,

    /// <summary>As an argument of the constructor and again in the object initializer: it is <c>required</c>, which a constructor alone does not satisfy.</summary>
    ConstructorAndInitializer,

    /// <summary>In the object initializer: it is <c>required</c>, or <c>init</c> without a value of its own.</summary>
    Initializer,

    /// <summary>By its setter, and only if the attribute is there: the member's own initial value stays otherwise.</summary>
    Setter,

    /// <summary>Like <see cref="Setter"/>, but an <c>init</c> accessor, which can be called only through an unsafe accessor.</summary>
    InitAccessor,
}

/// <summary>A property and the attribute in which it is stored.</summary>
internal sealed record MemberSpec
{
    /// <summary>The property's name, without <c>@</c>.</summary>
    public required string Name { get; init; }

    public required string AttributeName { get; init; }

    public required ValueSpec Value { get; init; }

    /// <summary>The type that declares the property, which may be a base type: unsafe accessors need it.</summary>
    public required string DeclaringType { get; init; }

    public required MemberSetting Setting { get; init; }

    /// <summary>Whether an item without the attribute cannot be read.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>Whether the property is stored; a computed property that a key template uses is not.</summary>
    public required bool IsStored { get; init; }

    /// <summary>The constructor parameter that sets it, or null.</summary>
    public string? ParameterName { get; init; }

    /// <summary>The default of the constructor parameter as C#, when the attribute may be absent.</summary>
    public string? DefaultValue { get; init; }

    public bool IsVersion { get; init; }

    public bool IsTimeToLive { get; init; }
}

/// <summary>A type whose members are stored as attributes: an entity, or an object nested in one.</summary>
internal sealed record MappingSpec
{
    public required TypeSpec Type { get; init; }

    /// <summary>What the names of the generated types of an object begin with; the type's name for an entity.</summary>
    public required string GeneratedName { get; init; }

    public required EquatableArray<MemberSpec> Members { get; init; }

    /// <summary>The members that are arguments of the constructor, in its order.</summary>
    public required EquatableArray<string> ConstructorMembers { get; init; }
}
