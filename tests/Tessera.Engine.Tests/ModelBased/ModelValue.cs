using System.Collections.Immutable;
using System.Globalization;

namespace Tessera.Engine.Tests.ModelBased;

/// <summary>
/// An attribute value as the naive model has it: plain C# collections, and its JSON in the one spelling that the engine answers in, so that values are
/// compared as text. Texts are letters and digits, numbers fit a <see cref="decimal"/>.
/// </summary>
internal abstract record ModelValue(string Type)
{
    public abstract string Json { get; }

    /// <summary>What <c>size()</c> tells; null for types that have none.</summary>
    public virtual int? Count => null;

    public sealed record Text(string Value) : ModelValue("S")
    {
        public override string Json => $$"""{"S":"{{Value}}"}""";

        public override int? Count => Value.Length;
    }

    public sealed record Number(decimal Value) : ModelValue("N")
    {
        public override string Json => $$"""{"N":"{{Spelled(Value)}}"}""";
    }

    /// <summary>Bytes as one letter each.</summary>
    public sealed record Binary(string Value) : ModelValue("B")
    {
        public override string Json => $$"""{"B":"{{Base64(Value)}}"}""";

        public override int? Count => Value.Length;
    }

    public sealed record Flag(bool Value) : ModelValue("BOOL")
    {
        public override string Json => Value ? """{"BOOL":true}""" : """{"BOOL":false}""";
    }

    public sealed record Nothing() : ModelValue("NULL")
    {
        public override string Json => """{"NULL":true}""";
    }

    public sealed record TextSet(ImmutableSortedSet<string> Values) : ModelValue("SS")
    {
        public override string Json => $$"""{"SS":[{{string.Join(",", Values.Select(value => $"\"{value}\""))}}]}""";

        public override int? Count => Values.Count;
    }

    public sealed record NumberSet(ImmutableSortedSet<decimal> Values) : ModelValue("NS")
    {
        public override string Json => $$"""{"NS":[{{string.Join(",", Values.Select(value => $"\"{Spelled(value)}\""))}}]}""";

        public override int? Count => Values.Count;
    }

    public sealed record BinarySet(ImmutableSortedSet<string> Values) : ModelValue("BS")
    {
        public override string Json => $$"""{"BS":[{{string.Join(",", Values.Select(value => $"\"{Base64(value)}\""))}}]}""";

        public override int? Count => Values.Count;
    }

    public sealed record List(ImmutableList<ModelValue> Values) : ModelValue("L")
    {
        public override string Json => $$"""{"L":[{{string.Join(",", Values.Select(value => value.Json))}}]}""";

        public override int? Count => Values.Count;
    }

    public sealed record Map(ModelItem Entries) : ModelValue("M")
    {
        public override string Json => $$"""{"M":{{Entries.Json}}}""";

        public override int? Count => Entries.Attributes.Count;
    }

    public bool IsSame(ModelValue other) => Json == other.Json;

    /// <summary>The order of two scalars of one type; null where there is none.</summary>
    public static int? Compare(ModelValue left, ModelValue right) => (left, right) switch
    {
        (Text a, Text b) => Math.Sign(string.CompareOrdinal(a.Value, b.Value)),
        (Number a, Number b) => a.Value.CompareTo(b.Value),
        (Binary a, Binary b) => Math.Sign(string.CompareOrdinal(a.Value, b.Value)),
        _ => null,
    };

    private static string Spelled(decimal value) => value == 0 ? "0" : value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Base64(string value) => Convert.ToBase64String(System.Text.Encoding.Latin1.GetBytes(value));
}
