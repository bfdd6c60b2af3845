namespace Tessera.Engine.Tests.ModelBased;

/// <summary>Collects the names and values of a request's expressions.</summary>
internal sealed class Placeholders
{
    private readonly List<string> _names = [];
    private readonly List<string> _values = [];

    public string Name(string name)
    {
        var index = _names.IndexOf(name);
        if (index < 0)
        {
            index = _names.Count;
            _names.Add(name);
        }

        return $"#n{index}";
    }

    public string Value(ModelValue value)
    {
        _values.Add(value.Json);
        return $":v{_values.Count - 1}";
    }

    /// <summary>The two members of the request, each with a comma before it; nothing where there are no placeholders.</summary>
    public string Members()
    {
        var names = string.Join(",", _names.Select((name, i) => $"\"#n{i}\":\"{name}\""));
        var values = string.Join(",", _values.Select((value, i) => $"\":v{i}\":{value}"));
        return (_names.Count == 0 ? "" : $",\"ExpressionAttributeNames\":{{{names}}}") + (_values.Count == 0 ? "" : $",\"ExpressionAttributeValues\":{{{values}}}");
    }
}
