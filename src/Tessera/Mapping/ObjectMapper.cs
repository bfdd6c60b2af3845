namespace Tessera.Mapping;

/// <summary>Maps an object to a map attribute (M); generated for each nested type, and the base of entity mappers.</summary>
/// <typeparam name="T">The type.</typeparam>
public abstract class ObjectMapper<T> : AttributeConverter<T>
{
    /// <summary>Writes the object's attributes, without the surrounding braces.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The object.</param>
    public abstract void WriteAttributes(ItemWriter writer, T value);

    /// <summary>Reads the object's attributes.</summary>
    /// <param name="reader">Stands before the opening brace, and after the closing one when the call returns.</param>
    /// <returns>The object.</returns>
    public abstract T ReadAttributes(ref ItemReader reader);

    /// <inheritdoc/>
    public override void Write(ItemWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginMap();
        WriteAttributes(writer, value);
        writer.EndMap();
    }

    /// <inheritdoc/>
    public override T Read(ref ItemReader reader)
    {
        reader.BeginMap();
        var value = ReadAttributes(ref reader);
        reader.EndValue();
        return value;
    }
}
