namespace Tessera;

/// <summary>A table exists, but its keys or indexes differ from the model.</summary>
/// <remarks>Keys and local indexes of a table cannot be changed: name another table, or change the model. Nothing was changed.</remarks>
public sealed class TableMismatchException : Exception
{
    internal TableMismatchException(string table, IReadOnlyList<string> differences)
        : base($"The table '{table}' exists but differs from its model: {string.Join("; ", differences)}. Use another table name, or change the model or the table.") =>
        (Table, Differences) = (table, differences);

    /// <summary>The table's name.</summary>
    public string Table { get; }

    /// <summary>Each difference in words.</summary>
    public IReadOnlyList<string> Differences { get; }
}
