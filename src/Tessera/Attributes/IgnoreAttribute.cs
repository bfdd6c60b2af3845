namespace Tessera;

/// <summary>Leaves a property out of the stored item.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IgnoreAttribute : Attribute;
