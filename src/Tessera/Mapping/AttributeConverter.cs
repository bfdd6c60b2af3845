namespace Tessera.Mapping;

/// <summary>Writes and reads one attribute value of the type <typeparamref name="T"/>. Immutable and thread-safe.</summary>
/// <typeparam name="T">The .NET type.</typeparam>
public abstract class AttributeConverter<T>
{
    /// <summary>Writes the value, with its DynamoDB type: <c>{"S":"text"}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The value, never one that <see cref="IsAbsent"/>.</param>
    public abstract void Write(ItemWriter writer, T value);

    /// <summary>Reads a value that is not NULL.</summary>
    /// <param name="reader">Stands before the value, and after it when the call returns.</param>
    /// <returns>The value.</returns>
    public abstract T Read(ref ItemReader reader);

    /// <summary>Tells whether the value is stored as the absence of the attribute.</summary>
    /// <param name="value">The value.</param>
    /// <returns><see langword="true"/> for <see langword="null"/>, and for an empty set, which DynamoDB cannot store.</returns>
    public virtual bool IsAbsent(T? value) => value is null;
}
