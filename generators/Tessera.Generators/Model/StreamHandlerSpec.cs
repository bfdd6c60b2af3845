namespace Tessera.Generators.Model;

/// <summary>What generated code passes to a handler's method.</summary>
internal enum HandlerArgument
{
    NewImage,
    OldImage,
    Reason,
    Record,
    Cancellation,
}

/// <summary>An argument of a handler's method.</summary>
internal sealed record HandlerArgumentSpec(HandlerArgument Kind);

/// <summary>A method that takes an entity's records of one event; <see cref="Entity"/> is null for the catch-all.</summary>
internal sealed record HandlerMethodSpec
{
    public required string Name { get; init; }

    /// <summary>The member of <c>StreamEvent</c>, empty for the catch-all.</summary>
    public required string Event { get; init; }

    /// <summary>The value of the entity's discriminator.</summary>
    public required string? Entity { get; init; }

    /// <summary>The full name of the entity's generated mapper.</summary>
    public required string? Mapper { get; init; }

    public required EquatableArray<HandlerArgumentSpec> Arguments { get; init; }

    public required bool ReturnsValueTask { get; init; }
}

/// <summary>The method that keeps a window's state.</summary>
internal sealed record WindowMethodSpec
{
    /// <summary>The state's type, or null for its JSON as bytes.</summary>
    public required string? StateType { get; init; }

    /// <summary>The handler's static member that knows how the state is written as JSON.</summary>
    public required string? TypeInfoMember { get; init; }

    public required bool TakesCancellation { get; init; }
}

/// <summary>A class with <c>[StreamHandler]</c>, as its generated half depends on it.</summary>
internal sealed record StreamHandlerSpec
{
    public required TypeSpec Type { get; init; }

    public required string Name { get; init; }

    /// <summary>The full name of the table context, or null where an error keeps it from being generated.</summary>
    public required string? TableName { get; init; }

    /// <summary>The methods that take entities, in the order of events and then of the entities' names.</summary>
    public required EquatableArray<HandlerMethodSpec> Methods { get; init; }

    public required HandlerMethodSpec? CatchAll { get; init; }

    public required WindowMethodSpec? Window { get; init; }

    /// <summary>
    /// The handler without tables and mappers that are not generated. Their errors fail the build; what is left is a handler all the same,
    /// so that its generated half and its uses add no errors.
    /// </summary>
    public StreamHandlerSpec Without(EquatableArray<string> missing) => missing.Count == 0 ? this : this with
    {
        TableName = missing.Contains(TableName) ? null : TableName,
        Methods = Methods.Where(m => !missing.Contains(m.Mapper)).ToEquatableArray(),
    };
}
