namespace Tessera;

/// <summary>Makes a <c>partial class</c> the handler of the stream of the table <typeparamref name="TTable"/>.</summary>
/// <remarks>
/// <para>
/// Its methods tell what it takes, by their names and the entities that they take: <c>OnInserted(Order order)</c>,
/// <c>OnModified(Order before, Order after)</c> or <c>OnModified(Order after)</c>, <c>OnRemoved(Order order, RemovalReason reason)</c> with or
/// without the reason, and <c>OnRecord(StreamRecord record)</c> for every record that no other method takes.
/// They return <see cref="Task"/> or <see cref="ValueTask"/>; a <see cref="StreamRecord"/> and a <see cref="CancellationToken"/> may follow.
/// </para>
/// <para>
/// <c>OnWindow(StreamWindow window, TState? state)</c> keeps the state of a tumbling window and returns it as <c>Task&lt;TState&gt;</c>.
/// </para>
/// <para>The generator completes the class with <see cref="IStreamHandler{TSelf}"/>, which hands each record to the right method.</para>
/// </remarks>
/// <typeparam name="TTable">The class that has <see cref="TableAttribute"/>, with a <see cref="TableAttribute.Stream"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StreamHandlerAttribute<TTable> : Attribute
    where TTable : class
{
    /// <summary>The handler's name: in logs, in templates and in the variable <c>TESSERA_HANDLER</c>.</summary>
    /// <value>The default, <see langword="null"/>, means the class's name.</value>
    public string? Name { get; set; }
}
