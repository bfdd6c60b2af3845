namespace Tessera.Infrastructure;

/// <summary>How a live table is brought to what the code says.</summary>
public enum TableChange
{
    /// <summary>The table does not exist yet; deploying creates it.</summary>
    Create,

    /// <summary>The service changes the table while it is used.</summary>
    InPlace,

    /// <summary>A global index is made or removed while the table is used; the service does one per update, and fills a new one from the table.</summary>
    OneIndexPerUpdate,

    /// <summary>The service cannot change this: a new table must be made and the data moved.</summary>
    Replacement,
}

/// <summary>A difference between a live table and the code. Immutable.</summary>
/// <param name="Subject">What differs, such as <c>index GSI1</c>.</param>
/// <param name="Live">What the table has.</param>
/// <param name="Code">What the code says.</param>
/// <param name="Change">How the table is brought to it.</param>
/// <param name="Fix">What to do.</param>
public sealed record TableDifference(string Subject, string Live, string Code, TableChange Change, string Fix);

/// <summary>A live table beside the code. Immutable.</summary>
/// <param name="TableName">The table.</param>
/// <param name="Differences">The differences; none when the table is what the code says.</param>
/// <param name="Notes">What the service did not tell, so that it was not compared.</param>
public sealed record TableComparison(string TableName, IReadOnlyList<TableDifference> Differences, IReadOnlyList<string> Notes);
