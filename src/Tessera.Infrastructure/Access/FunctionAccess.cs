namespace Tessera.Infrastructure;

/// <summary>What the functions of a program do with its tables, so that their policies allow that and nothing else. Immutable.</summary>
public sealed record ApplicationAccess
{
    /// <summary>The function that answers HTTP requests.</summary>
    public required FunctionAccess Http { get; init; }

    /// <summary>The functions of the stream handlers, by the handler's name.</summary>
    public required IReadOnlyDictionary<string, FunctionAccess> StreamHandlers { get; init; }
}

/// <summary>What one function does. Immutable.</summary>
/// <param name="Tables">The actions per table and index, in the order of their names.</param>
/// <param name="Notes">What could not be told from the code, and what was allowed for it; one line each.</param>
public sealed record FunctionAccess(IReadOnlyList<TableAccess> Tables, IReadOnlyList<string> Notes)
{
    /// <summary>A function that uses no table.</summary>
    public static FunctionAccess None { get; } = new([], []);
}

/// <summary>The actions on a table, or on one of its indexes. Immutable.</summary>
/// <param name="Table">The name of the table's model.</param>
/// <param name="Index">The index, or <see langword="null"/> for the table itself.</param>
/// <param name="Actions">The actions as policies name them, such as <c>dynamodb:GetItem</c>, in ordinal order.</param>
public sealed record TableAccess(string Table, string? Index, IReadOnlyList<string> Actions);
