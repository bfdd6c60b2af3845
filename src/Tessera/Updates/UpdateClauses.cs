namespace Tessera;

/// <summary>The four sections of an update expression, in the order in which they are written.</summary>
internal sealed class UpdateClauses
{
    private readonly List<(AttributePath Path, Action<ExpressionBuilder> Value)> _sets = [];
    private readonly List<AttributePath> _removes = [];
    private readonly List<(AttributePath Path, Action<ExpressionBuilder> Value)> _adds = [];
    private readonly List<(AttributePath Path, Action<ExpressionBuilder> Value)> _deletes = [];
    private readonly Dictionary<string, object?> _changes = new(StringComparer.Ordinal);

    /// <summary>The top-level attributes that change: the new value, null for a removal, or <see cref="IndexRewrite.Computed"/>.</summary>
    public IReadOnlyDictionary<string, object?> Changes => _changes;

    public bool IsEmpty => _sets.Count + _removes.Count + _adds.Count + _deletes.Count == 0;

    public UpdateClauses Copy()
    {
        var copy = new UpdateClauses();
        copy._sets.AddRange(_sets);
        copy._removes.AddRange(_removes);
        copy._adds.AddRange(_adds);
        copy._deletes.AddRange(_deletes);
        foreach (var (name, value) in _changes)
            copy._changes.Add(name, value);
        return copy;
    }

    public void Set(AttributePath path, object? value, Action<ExpressionBuilder> render)
    {
        Changed(path, value);
        _sets.Add((path, render));
    }

    public void Remove(AttributePath path)
    {
        Changed(path, null);
        _removes.Add(path);
    }

    public void Add(AttributePath path, Action<ExpressionBuilder> render)
    {
        Changed(path, IndexRewrite.Computed);
        _adds.Add((path, render));
    }

    public void Delete(AttributePath path, Action<ExpressionBuilder> render)
    {
        Changed(path, IndexRewrite.Computed);
        _deletes.Add((path, render));
    }

    public void Render(ExpressionBuilder expression)
    {
        Section(expression, "SET ", _sets, " = ");
        for (var index = 0; index < _removes.Count; index++)
        {
            expression.Append(index > 0 ? ", " : _sets.Count > 0 ? " REMOVE " : "REMOVE ");
            _removes[index].Render(expression);
        }

        Section(expression, _sets.Count + _removes.Count > 0 ? " ADD " : "ADD ", _adds, " ");
        Section(expression, _sets.Count + _removes.Count + _adds.Count > 0 ? " DELETE " : "DELETE ", _deletes, " ");
    }

    private static void Section(
        ExpressionBuilder expression, string word, List<(AttributePath Path, Action<ExpressionBuilder> Value)> clauses, string between)
    {
        for (var index = 0; index < clauses.Count; index++)
        {
            expression.Append(index == 0 ? word : ", ");
            clauses[index].Path.Render(expression);
            expression.Append(between);
            clauses[index].Value(expression);
        }
    }

    // A nested path changes a part of the attribute, so the attribute's value as a whole is not known.
    private void Changed(AttributePath path, object? value) => _changes[path.RootName] = path.TopLevelName is null ? IndexRewrite.Computed : value;
}
