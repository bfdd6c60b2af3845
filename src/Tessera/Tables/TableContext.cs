namespace Tessera;

/// <summary>The base of every generated table context: one DynamoDB table with its repositories. Thread-safe.</summary>
public abstract partial class TableContext
{
}
