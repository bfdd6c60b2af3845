namespace Tessera;

/// <summary>Where an attribute is in an item: its name, or a way into maps and lists. Immutable.</summary>
/// <remarks>Names always travel as expression attribute names, so reserved words and dots in them are harmless.</remarks>
public sealed class AttributePath
{
    private readonly AttributePath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private AttributePath(AttributePath? parent, string? name, int index) => (_parent, _name, _index) = (parent, name, index);

    /// <summary>The item itself, whose members are the top-level attributes.</summary>
    public static AttributePath Root { get; } = new(null, null, -1);

    /// <summary>The attribute of that name in this map, or in the item.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <returns>The path.</returns>
    public AttributePath Member(string name) => new(this == Root ? null : this, name, -1);

    /// <summary>The element of this list.</summary>
    /// <param name="index">The position, from zero.</param>
    /// <returns>The path.</returns>
    public AttributePath Element(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(this, null, index);
    }

    /// <summary>The path as people write it: <c>Address.Lines[0]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _name is null ? $"{_parent}[{_index}]" : _parent is null ? _name : $"{_parent}.{_name}";

    /// <summary>The top-level attribute's name when this path is just that, else null.</summary>
    internal string? TopLevelName => _parent is null ? _name : null;

    /// <summary>The name of the top-level attribute that the path leads through.</summary>
    internal string RootName => _parent is null ? _name! : _parent.RootName;

    internal void Render(ExpressionBuilder expression)
    {
        _parent?.Render(expression);
        if (_name is null)
        {
            expression.Append("[").Append(_index).Append("]");
            return;
        }

        if (_parent is not null)
            expression.Append(".");
        expression.Name(_name);
    }
}
