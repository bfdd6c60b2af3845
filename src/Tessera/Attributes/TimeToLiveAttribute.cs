namespace Tessera;

/// <summary>Makes a property the time at which DynamoDB deletes the item by itself (time to live).</summary>
/// <remarks>
/// <para>
/// The property is a <see cref="DateTimeOffset"/>, stored as a number of seconds since 1970 (fractions of a second are dropped), or a
/// <see cref="long"/> that is this number itself; either may be nullable, and an item without the attribute stays for ever. All entities of a
/// table that expire store the time in the same attribute, since a table has one.
/// </para>
/// <para>
/// The service deletes an expired item within a few days, not at once: reads may still find it. An item that expired more than five years ago
/// stays. The delete appears in the table's stream with <see cref="RemovalReason.Expired"/> and consumes no capacity.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeToLiveAttribute : Attribute;
