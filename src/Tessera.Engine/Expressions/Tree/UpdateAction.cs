using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Tree;

/// <summary>One change that an update makes, at a path.</summary>
internal abstract record UpdateAction(AttributePath Path);

internal sealed record SetAction(AttributePath Path, OperandNode Value) : UpdateAction(Path);

internal sealed record RemoveAction(AttributePath Path) : UpdateAction(Path);

/// <summary>Adds to a number or to a set; the legacy action also to a list.</summary>
internal sealed record AddAction(AttributePath Path, ValueOperand Value) : UpdateAction(Path);

/// <summary>Takes elements from a set.</summary>
internal sealed record DeleteAction(AttributePath Path, ValueOperand Value) : UpdateAction(Path);
