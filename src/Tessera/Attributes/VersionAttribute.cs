namespace Tessera;

/// <summary>Makes an integer property the entity's version, for optimistic locking.</summary>
/// <remarks>
/// An entity that was never stored has version 0. Each put or update writes the version plus one, on the condition that the stored
/// version is still the one the entity was read with; otherwise the call fails with <c>VersionConflictException</c> and nothing is written.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VersionAttribute : Attribute;
