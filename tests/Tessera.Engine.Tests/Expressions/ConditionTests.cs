using Tessera.Engine.Expressions;

namespace Tessera.Engine.Tests.Expressions;

public sealed class ConditionTests
{
    private const string TheItem = """
        {
          "pk": "p", "n": 10, "negative": -2.5, "s": "banana", "empty": "", "b": {"$B":"AQID"}, "flag": true, "nothing": null,
          "tags": {"$SS":["red","green"]}, "nums": {"$NS":[1,5]}, "blobs": {"$BS":["AQI=","AwQ="]},
          "letters": ["a","b",3,{"deep":true}], "info": {"nested":{"deep":"x"},"arr":[{"v":1},{"v":2}]},
          "dotted.name": "yes", "wide": "\uD83D\uDE00", "poem": "one\ntwo\\n\"three\"", "hyphen-ated": 1
        }
        """;

    private const string Placeholders = """
        {
          "#dotted":"dotted.name", "#hyphen":"hyphen-ated",
          ":nine":9, ":ten":10.0, ":eleven":11, ":one":1, ":two":2, ":three":3, ":four":4, ":six":6, ":sixteen":16, ":tenText":"10",
          ":banana":"banana", ":ban":"ban", ":nan":"nan", ":apple":"apple", ":empty":"", ":newline":"\n", ":letterN":"n", ":yes":"yes", ":x":"x", ":a":"a",
          ":bytes":{"$B":"AQID"}, ":start":{"$B":"AQI="}, ":middle":{"$B":"Ag=="}, ":wideBelow":"\uFFFD",
          ":true":true, ":false":false, ":null":null, ":map":{"deep":true}, ":list":["a","b",3,{"deep":true}],
          ":redGreen":{"$SS":["green","red"]}, ":red":"red", ":five":5.0, ":blob":{"$B":"AwQ="},
          ":S":"S", ":N":"N", ":SS":"SS", ":NULL":"NULL", ":BOOL":"BOOL", ":L":"L", ":M":"M"
        }
        """;

    [Theory]
    // Numbers by value, strings by UTF-8 bytes, binary by unsigned bytes; nothing across types.
    [InlineData("n > :nine", true)]
    [InlineData("n = :ten", true)]
    [InlineData("n >= :ten AND n <= :ten", true)]
    [InlineData("n < :ten", false)]
    [InlineData(":nine < n", true)]
    [InlineData("negative < :one", true)]
    [InlineData("s > :apple", true)]
    [InlineData("wide > :wideBelow", true)]
    [InlineData("b >= :bytes AND b = :bytes AND b > :start", true)]
    [InlineData("n = :tenText", false)]
    [InlineData("n <> :tenText", true)]
    [InlineData("n > :tenText", false)]
    [InlineData("n < :tenText", false)]
    [InlineData("letters < :ten", false)]
    [InlineData("tags = :redGreen", true)]
    [InlineData("letters = :list", true)]
    [InlineData("flag = :true", true)]
    [InlineData("flag = :false", false)]
    [InlineData("nothing = :null", true)]
    [InlineData("letters[3] = :map", true)]
    // A missing attribute.
    [InlineData("absent = :one", false)]
    [InlineData("absent <> :one", true)]
    [InlineData("absent < :one", false)]
    [InlineData("absent >= :one", false)]
    [InlineData("absent = gone", false)]
    [InlineData("absent <> gone", true)]
    [InlineData("absent IN (:one, gone)", false)]
    [InlineData("absent BETWEEN gone AND away", false)]
    [InlineData("contains(absent, :one)", false)]
    [InlineData("begins_with(absent, :ban)", false)]
    [InlineData("size(absent) < :one", false)]
    [InlineData("size(absent) <> :one", true)]
    [InlineData("NOT absent = :one", true)]
    // BETWEEN and IN.
    [InlineData("n BETWEEN :ten AND :eleven", true)]
    [InlineData("n BETWEEN :nine AND :ten", true)]
    [InlineData("n BETWEEN :eleven AND :sixteen", false)]
    [InlineData("n BETWEEN :tenText AND :tenText", false)]
    [InlineData("n BETWEEN negative AND :ten", true)]
    [InlineData(":ten BETWEEN negative AND n", true)]
    [InlineData("n BETWEEN :nine AND letters", false)]
    [InlineData("s IN (:apple, :banana)", true)]
    [InlineData("s IN (:apple)", false)]
    [InlineData(":true IN (n, flag)", true)]
    // Precedence: NOT, then AND, then OR.
    [InlineData("n = :ten OR n = :ten AND n = :one", true)]
    [InlineData("(n = :ten OR n = :ten) AND n = :one", false)]
    [InlineData("NOT n = :one AND n = :ten", true)]
    [InlineData("NOT (n = :one AND n = :ten)", true)]
    [InlineData("NOT n = :ten OR n = :ten", true)]
    [InlineData("not (n = :ten)", false)]
    [InlineData("NOT NOT n = :ten", true)]
    [InlineData("n = :one AND n = :one OR n = :ten", true)]
    [InlineData("n = :one OR n = :two OR n = :ten", true)]
    // Functions.
    [InlineData("attribute_exists(nothing) AND attribute_not_exists(absent)", true)]
    [InlineData("attribute_exists(info.nested.deep)", true)]
    [InlineData("attribute_exists(info.nested.deep.deeper)", false)]
    [InlineData("attribute_not_exists(n)", false)]
    [InlineData("attribute_type(tags, :SS) AND attribute_type(nothing, :NULL) AND attribute_type(flag, :BOOL)", true)]
    [InlineData("attribute_type(letters, :L) AND attribute_type(info, :M) AND attribute_type(n, :N) AND attribute_type(s, :S)", true)]
    [InlineData("attribute_type(n, :S)", false)]
    [InlineData("attribute_type(absent, :S)", false)]
    [InlineData("begins_with(s, :ban)", true)]
    [InlineData("begins_with(s, :nan)", false)]
    [InlineData("begins_with(s, :empty)", true)]
    [InlineData("begins_with(:banana, s)", true)]
    [InlineData("begins_with(b, :start)", true)]
    [InlineData("begins_with(b, :middle)", false)]
    [InlineData("begins_with(b, :ban)", false)]
    [InlineData("begins_with(n, :tenText)", false)]
    [InlineData("contains(s, :nan)", true)]
    [InlineData("contains(s, :x)", false)]
    [InlineData("contains(s, :empty)", true)]
    [InlineData("contains(poem, :newline)", true)]
    [InlineData("contains(s, :newline)", false)]
    [InlineData("contains(poem, :letterN)", true)]
    [InlineData("contains(b, :middle)", true)]
    [InlineData("contains(tags, :red)", true)]
    [InlineData("contains(tags, :banana)", false)]
    [InlineData("contains(tags, :five)", false)]
    [InlineData("contains(nums, :five)", true)]
    [InlineData("contains(blobs, :blob)", true)]
    [InlineData("contains(letters, :three)", true)]
    [InlineData("contains(letters, :map)", true)]
    [InlineData("contains(letters, :banana)", false)]
    [InlineData("contains(info, :x)", false)]
    [InlineData("contains(n, :one)", false)]
    [InlineData("contains(:banana, s)", true)]
    [InlineData("contains(nums, size(pk))", true)]
    [InlineData("size(s) = :six AND size(tags) = :two AND size(letters) = :four AND size(info) = :two AND size(b) = :three", true)]
    [InlineData("size(wide) = :four", true)]
    [InlineData("size(poem) = :sixteen", true)]
    [InlineData("size(n) >= :one", false)]
    [InlineData("size(flag) <> :one", true)]
    [InlineData("size(s) > size(tags)", true)]
    [InlineData("size(tags) = size(info)", true)]
    [InlineData("size(s) BETWEEN :two AND n", true)]
    [InlineData("size(:banana) IN (:two, :six)", true)]
    [InlineData("size(s) = :banana", false)]
    // Paths.
    [InlineData("info.nested.deep = :x", true)]
    [InlineData("info.arr[1].v = :two", true)]
    [InlineData("letters[0] = :a", true)]
    [InlineData("attribute_not_exists(letters[9])", true)]
    [InlineData("attribute_not_exists(info[0]) AND attribute_not_exists(letters.a) AND attribute_not_exists(tags[0])", true)]
    [InlineData("#dotted = :yes", true)]
    [InlineData("#hyphen = :one", true)]
    public void IsTrue_OfItem_MatchesTheService(string text, bool expected)
    {
        var condition = Condition.Parse(ExpressionKind.Condition, text, Plain.Attributes(Placeholders));
        Assert.Equal(expected, condition.IsTrue(Plain.Item(TheItem)));
    }

    [Theory]
    [InlineData("attribute_not_exists(pk)", true)]
    [InlineData("attribute_exists(pk)", false)]
    [InlineData("pk = :v", false)]
    [InlineData("pk <> :v", true)]
    [InlineData("NOT pk = :v", true)]
    public void IsTrue_OfMissingItem_HasNoAttributes(string text, bool expected)
    {
        var condition = Condition.Parse(ExpressionKind.Condition, text, Plain.Attributes("""{":v":1}"""));
        Assert.Equal(expected, condition.IsTrue(default));
    }

    [Fact]
    public void IsTrue_OfTypicalFilter_AllocatesNothing()
    {
        var item = Plain.Item(TheItem);
        var condition = Condition.Parse(
            ExpressionKind.Filter,
            "n BETWEEN :nine AND :eleven AND begins_with(s, :ban) AND contains(tags, :red) AND size(letters) > :two AND info.arr[1].v <> :one",
            Plain.Attributes(Placeholders));
        Assert.True(condition.IsTrue(item));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            condition.IsTrue(item);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
