namespace Tessera;

/// <summary>Makes an integer property the entity's version, for optimistic locking.</summary>
/// <remarks>
/// An entity that was never stored has version 0. A put, a delete of an entity and an update that starts from an entity take place only while the stored
/// version is the one that the entity was read with; otherwise they fail with <see cref="VersionConflictException"/> and nothing is written. Puts and
/// updates store the version plus one. An update or delete by key does not check the version, and batches neither check nor count it.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VersionAttribute : Attribute;
