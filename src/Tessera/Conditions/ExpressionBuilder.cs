using System.Globalization;
using System.Text;
using Tessera.Mapping;

namespace Tessera;

/// <summary>Composes the expressions of one request; they share the placeholders <c>#0</c> for names and <c>:0</c> for values.</summary>
internal sealed class ExpressionBuilder : IDisposable
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _names = [];
    private ItemWriter? _values;
    private int _valueCount;

    public ExpressionBuilder Append(string text)
    {
        _text.Append(text);
        return this;
    }

    public ExpressionBuilder Append(int number)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{number}");
        return this;
    }

    public ExpressionBuilder Name(string name)
    {
        var index = _names.IndexOf(name);
        if (index < 0)
        {
            index = _names.Count;
            _names.Add(name);
        }

        return Append("#").Append(index);
    }

    public ExpressionBuilder Value<T>(AttributeConverter<T> converter, T value)
    {
        var values = BeginValue();
        converter.Write(values, value);
        return this;
    }

    public ExpressionBuilder Value(KeyValue value)
    {
        value.Write(BeginValue());
        return this;
    }

    public ExpressionBuilder RawValue(byte[] json)
    {
        BeginValue().Raw(json);
        return this;
    }

    /// <summary>The expression composed since the last call.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    /// <summary>Writes the names and values that the expressions use; nothing when there are none, since empty maps are refused.</summary>
    public void WriteTo(ItemWriter request)
    {
        if (_names.Count > 0)
            WriteNames(request);
        if (_values is null)
            return;
        request.Name("ExpressionAttributeValues"u8);
        request.Raw("{"u8);
        request.Raw(_values.Written);
        request.Raw("}"u8);
    }

    public void Dispose() => _values?.Dispose();

    private void WriteNames(ItemWriter request)
    {
        request.Name("ExpressionAttributeNames"u8);
        request.Raw("{"u8);
        for (var index = 0; index < _names.Count; index++)
        {
            request.Name(string.Create(CultureInfo.InvariantCulture, $"#{index}"));
            request.Quoted(_names[index].AsSpan());
        }

        request.Raw("}"u8);
    }

    private ItemWriter BeginValue()
    {
        _values ??= new ItemWriter(256);
        _values.Name(string.Create(CultureInfo.InvariantCulture, $":{_valueCount}"));
        Append(":").Append(_valueCount++);
        return _values;
    }
}
