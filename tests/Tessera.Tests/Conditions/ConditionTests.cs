using System.Text;
using Tessera.Mapping;
using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Conditions;

public sealed class ConditionTests
{
    private static (string Text, string Placeholders) Render(Func<OrderAttributes, Condition> condition)
    {
        using var expression = new ExpressionBuilder();
        condition(OrderAttributes.At(AttributePath.Root)).Render(expression);
        var text = expression.Take();
        using var request = new ItemWriter();
        expression.WriteTo(request);
        return (text, Encoding.UTF8.GetString(request.Written));
    }

    public static TheoryData<string, string, Func<OrderAttributes, Condition>> Expressions() => new()
    {
        { "#0 = :0", """{"S":"Shipped"}""", o => o.Status == OrderStatus.Shipped },
        { "#0 <> :0", """{"N":"1.5"}""", o => o.Total != 1.5m },
        { "#0 < :0 AND #1 >= :1", """{"N":"1"},":1":{"N":"2"}""", o => o.Count < 1 && o.Attempts >= 2 },
        { "#0 < :0 OR #0 > :1", """{"N":"1"},":1":{"N":"2"}""", o => o.Count < 1 || o.Count > 2 },
        { "(#0 = :0 OR #0 = :1) AND #1 = :2", """{"N":"1"},":1":{"N":"2"},":2":{"N":"3"}""", o => (o.Count == 1 | o.Count == 2) & o.Attempts == 3 },
        { "NOT (#0 = :0)", """{"N":"1"}""", o => !(o.Count == 1) },
        { "attribute_exists(#0)", "", o => o.Note.Exists() },
        { "attribute_not_exists(#0)", "", o => o.Note == null },
        { "attribute_exists(#0)", "", o => o.Note != null },
        { "attribute_not_exists(#0)", "", o => o.NotExists() },
        { "begins_with(#0, :0)", """{"S":"a"}""", o => o.Note.StartsWith("a") },
        { "contains(#0, :0)", """{"S":"x"}""", o => o.Tags.Contains("x") },
        { "contains(#0, :0)", """{"N":"4"}""", o => o.Warehouses.Contains(4) },
        { "#0 BETWEEN :0 AND :1", """{"N":"1"},":1":{"N":"2"}""", o => o.Total.Between(1, 2) },
        { "#0 IN (:0, :1)", """{"S":"Pending"},":1":{"S":"Shipped"}""", o => o.Status.In(OrderStatus.Pending, OrderStatus.Shipped) },
        { "size(#0) > :0", """{"N":"3"}""", o => o.Tags.Size() > 3 },
        { "#0 < #1", "", o => o.Count < o.Attempts },
        { "#0[1] = :0", """{"S":"x"}""", o => o.Tags[1] == "x" },
        { "#0.#1 > :0", """{"N":"0"}""", o => o.Discounts["a.b"] > 0m },
    };

    [Theory]
    [MemberData(nameof(Expressions), DisableDiscoveryEnumeration = true)]
    public void Render_Condition_UsesPlaceholdersOnly(string text, string values, Func<OrderAttributes, Condition> condition)
    {
        var (rendered, placeholders) = Render(condition);
        Assert.Equal(text, rendered);
        var expected = values.Length == 0 ? "" : $$""","ExpressionAttributeValues":{":0":{{values}}}""";
        Assert.EndsWith(expected.Length == 0 ? "}" : expected, placeholders, StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0, !placeholders.Contains("ExpressionAttributeValues", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_ManyOperands_StaysShallow()
    {
        var condition = Enumerable.Range(0, 50).Select(index => OrderAttributes.At(AttributePath.Root).Count == index).Aggregate((left, right) => left | right);
        Assert.DoesNotContain("(", Render(_ => condition).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_TooManyOrNoValues_Throws()
    {
        Assert.Throws<ArgumentException>(() => Render(o => o.Count.In()));
        Assert.Throws<ArgumentException>(() => Render(o => o.Count.In(Enumerable.Range(0, 101).ToArray())));
    }

    [Fact]
    public void Compare_NullWithOrder_Throws() => Assert.Throws<ArgumentNullException>(() => Render(o => o.Note > null));
}
