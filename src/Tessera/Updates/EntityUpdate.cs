using System.Numerics;
using System.Runtime.CompilerServices;
using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>A prepared update: changes the named attributes of one item and leaves the rest. For one use; not thread-safe.</summary>
/// <remarks>
/// All new values are computed from the item as it was before. Index attributes composed from a changed property are rewritten with it; when
/// some of their parts are not in the update, it is refused before it is sent.
/// </remarks>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TKey">Its key.</typeparam>
/// <typeparam name="TAttributes">The references to its attributes.</typeparam>
public sealed partial class EntityUpdate<TEntity, TKey, TAttributes> : EntityWrite<TEntity, TKey, TAttributes>
    where TEntity : notnull
    where TKey : struct, IEntityKey
    where TAttributes : struct, IAttributes<TAttributes>
{
    private readonly UpdateClauses _clauses = new();
    private bool _mayCreate;

    internal EntityUpdate(EntityRepository<TEntity, TKey, TAttributes> repository, TKey key, long? version)
        : base(repository, key, version)
    {
    }

    internal override string Name => "Update";

    internal override string TransactionMember => "Update";

    /// <summary>Sets an attribute; <see langword="null"/> or an empty set removes it.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="attribute">The attribute: <c>o => o.Status</c>. Parts of the key and the version cannot be set.</param>
    /// <param name="value">The value.</param>
    /// <returns>This update.</returns>
    // Before the overload with a computation, which null would fit as well.
    [OverloadResolutionPriority(1)]
    public EntityUpdate<TEntity, TKey, TAttributes> Set<T>(Func<TAttributes, ISettableAttribute<T>> attribute, T value)
    {
        var target = Of(attribute);
        if (target.Converter.IsAbsent(value))
            _clauses.Remove(target.Path);
        else
            _clauses.Set(target.Path, value, expression => expression.Value(target.Converter, value));
        return this;
    }

    /// <summary>Sets an attribute of a value type that may be <see langword="null"/>, which removes it.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="attribute">The attribute: <c>o => o.ShippedAt</c>. Parts of the key and the version cannot be set.</param>
    /// <param name="value">The value.</param>
    /// <returns>This update.</returns>
    [OverloadResolutionPriority(1)]
    public EntityUpdate<TEntity, TKey, TAttributes> Set<T>(Func<TAttributes, ISettableAttribute<T>> attribute, T? value)
        where T : struct => value is { } present ? Set(attribute, present) : Remove(attribute);

    /// <summary>Sets an attribute to a value that DynamoDB computes: <c>o => o.Count + 1</c>.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="value">The computation.</param>
    /// <returns>This update.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> Set<T>(Func<TAttributes, ISettableAttribute<T>> attribute, Func<TAttributes, UpdateValue<T>> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var computed = value(TAttributes.At(AttributePath.Root));
        _clauses.Set(Of(attribute).Path, IndexRewrite.Computed, computed.Render);
        return this;
    }

    /// <summary>Adds to a number; an absent attribute counts as zero.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="amount">What to add; negative to subtract.</param>
    /// <returns>This update.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> Add<T>(Func<TAttributes, NumberAttribute<T>> attribute, T amount)
        where T : struct, INumber<T>, IUtf8SpanFormattable
    {
        var target = Of(attribute);
        _clauses.Add(target.Path, expression => expression.Value(target.Converter, amount));
        return this;
    }

    /// <summary>Adds elements to a set; an absent attribute counts as empty.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="elements">The elements; none changes nothing.</param>
    /// <returns>This update.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> Add<T>(Func<TAttributes, SetAttribute<T>> attribute, params T[] elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var target = Of(attribute);
        if (elements.Length > 0)
            _clauses.Add(target.Path, expression => expression.Value(target.Converter, elements));
        return this;
    }

    /// <summary>Deletes elements from a set.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="elements">The elements; none changes nothing.</param>
    /// <returns>This update.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> Delete<T>(Func<TAttributes, SetAttribute<T>> attribute, params T[] elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var target = Of(attribute);
        if (elements.Length > 0)
            _clauses.Delete(target.Path, expression => expression.Value(target.Converter, elements));
        return this;
    }

    /// <summary>Appends elements to a list; an absent attribute counts as empty.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="elements">The elements, in order.</param>
    /// <returns>This update.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> Append<T>(Func<TAttributes, ListAttribute<T>> attribute, params T[] elements) =>
        Extend(Of(attribute), elements, atEnd: true);

    /// <summary>Puts elements before those of a list; an absent attribute counts as empty.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="elements">The elements, in order.</param>
    /// <returns>This update.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> Prepend<T>(Func<TAttributes, ListAttribute<T>> attribute, params T[] elements) =>
        Extend(Of(attribute), elements, atEnd: false);

    /// <summary>Removes an attribute.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <returns>This update.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> Remove<T>(Func<TAttributes, ISettableAttribute<T>> attribute)
    {
        _clauses.Remove(Of(attribute).Path);
        return this;
    }

    /// <summary>Updates only if the condition holds for the stored item; several conditions must all hold.</summary>
    /// <param name="condition">The condition on the item before the update.</param>
    /// <returns>This update.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> When(Func<TAttributes, Condition> condition)
    {
        AddCondition(condition);
        return this;
    }

    /// <summary>Lets the update create the item when it is not there, with the key, the discriminator and what the update sets.</summary>
    /// <remarks>
    /// An entity whose required members are not all set this way cannot be read back, and it enters only the indexes whose parts the update sets.
    /// </remarks>
    /// <returns>This update.</returns>
    public EntityUpdate<TEntity, TKey, TAttributes> OrCreate()
    {
        _mayCreate = true;
        return this;
    }

    /// <summary>Updates the item.</summary>
    /// <param name="cancellationToken">Cancels the request; it may have been carried out then.</param>
    /// <returns>The entity after the update.</returns>
    /// <exception cref="EntityNotFoundException">There is no such item, and <see cref="OrCreate"/> was not asked for.</exception>
    /// <exception cref="VersionConflictException">Someone else has written the entity since it was read.</exception>
    /// <exception cref="ConditionFailedException">The condition does not hold.</exception>
    /// <exception cref="InvalidOperationException">The update changes nothing, or would leave an index attribute out of step.</exception>
    public async Task<TEntity> RunAsync(CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(TransportOperation.UpdateItem, returnNew: true, cancellationToken).ConfigureAwait(false);
        var (found, entity) = Repository.ReadItem(response, "Attributes"u8, TransportOperation.UpdateItem);
        return found ? entity! : throw new InvalidOperationException("DynamoDB returned no attributes after the update, though all were asked for.");
    }

    private static T Of<T>(Func<TAttributes, T> attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return attribute(TAttributes.At(AttributePath.Root));
    }

    private EntityUpdate<TEntity, TKey, TAttributes> Extend<T>(ListAttribute<T> list, T[] elements, bool atEnd)
    {
        ArgumentNullException.ThrowIfNull(elements);
        _clauses.Set(list.Path, IndexRewrite.Computed, expression =>
        {
            expression.Append("list_append(");
            if (!atEnd)
                expression.Value(list.Converter, elements).Append(", ");
            expression.Append("if_not_exists(");
            list.Path.Render(expression);
            expression.Append(", ").Value(list.Converter, []).Append(")");
            if (atEnd)
                expression.Append(", ").Value(list.Converter, elements);
            expression.Append(")");
        });
        return this;
    }
}
