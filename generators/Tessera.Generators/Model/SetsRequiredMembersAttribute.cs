#pragma warning disable IDE0130 // The compiler looks for this type in this namespace.
namespace System.Diagnostics.CodeAnalysis;

/// <summary>Marks the copy constructors of records with required members; written by the compiler.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
