using Tessera.Engine.Expressions;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Expressions;

public sealed class UpdateTests
{
    private const string TheItem = """
        {
          "pk":"p","count1":1,"label":"x","list1":[1,2,3],"map1":{"a":1,"b":{"c":2}},"tags":{"$SS":["a","b"]},"nums":{"$NS":[1,2]},
          "blobs":{"$BS":["AQ==","Ag=="]},"nested":[{"v":[10,20]},{"v":[30]}],"text":"t"
        }
        """;

    private const string Placeholders = """
        {
          "#l":"list1","#c":"count1","#t":"text","#dotted":"x.y",
          ":v":"V",":w":"W",":one":1,":half":0.5,":tail":[9],":empty":[],":set":{"$SS":["b","c"]},":b":{"$SS":["b"]},":ab":{"$SS":["a","b"]},
          ":nums":{"$NS":[2.0,3]},":blobs":{"$BS":["Ag==","Aw=="]},":map":{"k":1}
        }
        """;

    [Theory]
    // SET
    [InlineData("SET z = :v", """{"z":"V"}""")]
    [InlineData("set pk2 = pk", """{"pk2":"p"}""")]
    [InlineData("SET label = label", "{}")]
    [InlineData("SET label = :one, a = label", """{"label":1,"a":"x"}""")]
    [InlineData("SET #dotted = :v", """{"x.y":"V"}""")]
    [InlineData("SET map1.a = :v, map1.z = :w", """{"map1":{"a":"V","b":{"c":2},"z":"W"}}""")]
    [InlineData("SET map1.b.c = map1.a, map1.b.d = map1.b", """{"map1":{"a":1,"b":{"c":1,"d":{"c":2}}}}""")]
    [InlineData("SET map1.b = :v", """{"map1":{"a":1,"b":"V"}}""")]
    [InlineData("SET #l[0] = :v, #l[2] = :w", """{"list1":["V",2,"W"]}""")]
    [InlineData("SET #l[7] = :v", """{"list1":[1,2,3,"V"]}""")]
    [InlineData("SET #l[84] = :v, #l[37] = :w, #l[3] = :one", """{"list1":[1,2,3,1,"W","V"]}""")]
    [InlineData("SET nested[1].v[0] = nested[0].v[1], nested[1].w = :v", """{"nested":[{"v":[10,20]},{"v":[20],"w":"V"}]}""")]
    // Arithmetic
    [InlineData("SET #c = #c + :half", """{"count1":1.5}""")]
    [InlineData("SET #c = :half - #c", """{"count1":-0.5}""")]
    [InlineData("SET #c = #c + #c", """{"count1":2}""")]
    [InlineData("SET #c = (#c + :one)", """{"count1":2}""")]
    [InlineData("SET #c = ((map1.a)+(:one))", """{"count1":2}""")]
    [InlineData("SET #c = if_not_exists(zero, :one) + :one, fresh = if_not_exists(fresh, :v)", """{"count1":2,"fresh":"V"}""")]
    // Functions
    [InlineData("SET label = if_not_exists(label, :v), b = if_not_exists(absent, if_not_exists(#c, :v))", """{"b":1}""")]
    [InlineData("SET #l = list_append(#l, :tail), front = list_append(:tail, #l)", """{"list1":[1,2,3,9],"front":[9,1,2,3]}""")]
    [InlineData("SET #l = list_append(#l, :empty), a = list_append(:empty, :tail), b = list_append(:empty, :empty)", """{"a":[9],"b":[]}""")]
    [InlineData("SET alt = list_append(if_not_exists(alt, :empty), :tail)", """{"alt":[9]}""")]
    // REMOVE
    [InlineData("REMOVE label, absent", """{"label":"$remove"}""")]
    [InlineData("REMOVE map1.a, map1.absent", """{"map1":{"b":{"c":2}}}""")]
    [InlineData("REMOVE map1.b.c", """{"map1":{"a":1,"b":{}}}""")]
    [InlineData("REMOVE #l[0], #l[2], #l[17]", """{"list1":[2]}""")]
    [InlineData("REMOVE #l[0], #l[1], #l[2]", """{"list1":[]}""")]
    [InlineData("REMOVE #l[1] SET #l[2] = :v, #l[9] = :w", """{"list1":[1,"V","W"]}""")]
    [InlineData("REMOVE nested[0].v[0], nested[1]", """{"nested":[{"v":[20]}]}""")]
    [InlineData("REMOVE label SET a = label", """{"label":"$remove","a":"x"}""")]
    // ADD
    [InlineData("ADD #c :half, fresh :one", """{"count1":1.5,"fresh":1}""")]
    [InlineData("ADD tags :set, other1 :set", """{"tags":{"$SS":["a","b","c"]},"other1":{"$SS":["b","c"]}}""")]
    [InlineData("ADD nums :nums, blobs :blobs", """{"nums":{"$NS":[1,2,3]},"blobs":{"$BS":["AQ==","Ag==","Aw=="]}}""")]
    [InlineData("ADD map1.a :one, map1.n :one, #l[1] :one, #l[9] :one", """{"map1":{"a":2,"b":{"c":2},"n":1},"list1":[1,3,3,1]}""")]
    // DELETE
    [InlineData("DELETE tags :b", """{"tags":{"$SS":["a"]}}""")]
    [InlineData("DELETE tags :set", """{"tags":{"$SS":["a"]}}""")]
    [InlineData("DELETE tags :ab", """{"tags":"$remove"}""")]
    [InlineData("DELETE nums :nums, absent :b", """{"nums":{"$NS":[1]}}""")]
    // All together
    [InlineData("SET a = :v REMOVE map1 ADD #c :one DELETE tags :b", """{"a":"V","map1":"$remove","count1":2,"tags":{"$SS":["a"]}}""")]
    public void Apply_ToItem_ChangesWhatItNames(string text, string changes)
    {
        var result = Parse(text).Apply(Plain.Item(TheItem), Plain.Item("""{"pk":"p"}"""));
        Assert.Equal(Changed(changes), result.After);
        Assert.Equal(Changed(changes).Size, result.After.Size);
    }

    [Theory]
    [InlineData("SET a = :v", """{"pk":"p","a":"V"}""")]
    [InlineData("ADD n :one", """{"pk":"p","n":1}""")]
    [InlineData("SET a = :v REMOVE b", """{"pk":"p","a":"V"}""")]
    [InlineData("REMOVE a", null)]
    [InlineData("REMOVE a.b, c[1] DELETE d :set", null)]
    public void Apply_ToMissingItem_CreatesOneUnlessItOnlyRemoves(string text, string? after)
    {
        var result = Parse(text).Apply(default, Plain.Item("""{"pk":"p"}"""));
        Assert.Equal(after is null ? default : Plain.Item(after), result.After);
    }

    [Fact]
    public void None_ToMissingItem_CreatesItsKey() =>
        Assert.Equal(Plain.Item("""{"pk":"p"}"""), Update.None.Apply(default, Plain.Item("""{"pk":"p"}""")).After);

    [Theory]
    [InlineData("SET label = :v, z = :w", """{"label":"x"}""", """{"label":"V","z":"W"}""")]
    [InlineData("SET label = label", """{"label":"x"}""", """{"label":"x"}""")]
    [InlineData("SET z = :v", null, """{"z":"V"}""")]
    [InlineData("REMOVE label", """{"label":"x"}""", null)]
    [InlineData("REMOVE absent", null, null)]
    [InlineData("SET map1.a = :v", """{"map1":{"a":1}}""", """{"map1":{"a":"V"}}""")]
    [InlineData("SET #l[1] = :v, map1.a = :w", """{"list1":[2],"map1":{"a":1}}""", """{"list1":["V"],"map1":{"a":"W"}}""")]
    [InlineData("SET #l[9] = :v", null, null)]
    [InlineData("REMOVE #l[1]", """{"list1":[2]}""", """{"list1":[3]}""")]
    [InlineData("ADD #c :one", """{"count1":1}""", """{"count1":2}""")]
    [InlineData("DELETE tags :ab", """{"tags":{"$SS":["a","b"]}}""", null)]
    public void UpdatedOldAndNew_AfterUpdate_HoldTheTouchedPaths(string text, string? old, string? @new)
    {
        var result = Parse(text).Apply(Plain.Item(TheItem), Plain.Item("""{"pk":"p"}"""));
        Assert.Equal(old is null ? default : Plain.Item(old), result.UpdatedOld());
        Assert.Equal(@new is null ? default : Plain.Item(@new), result.UpdatedNew());
    }

    [Theory]
    [InlineData("SET a = absent", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET a = b, b = :v", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET a = absent + :one", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET a = list_append(absent, :tail)", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET a = if_not_exists(absent, missing1)", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET a = label + :one", "An operand in the update expression has an incorrect data type")]
    [InlineData("SET a = :one - map1", "An operand in the update expression has an incorrect data type")]
    [InlineData("SET a = list_append(label, :tail)", "An operand in the update expression has an incorrect data type")]
    [InlineData("ADD label :one", "An operand in the update expression has an incorrect data type")]
    [InlineData("ADD tags :nums", "An operand in the update expression has an incorrect data type")]
    [InlineData("ADD list1 :set", "An operand in the update expression has an incorrect data type")]
    [InlineData("DELETE nums :set", "An operand in the update expression has an incorrect data type")]
    [InlineData("DELETE label :set", "An operand in the update expression has an incorrect data type")]
    [InlineData("SET absent.a = :v", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET label.a = :v", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET list1.a = :v", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET map1[0] = :v", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET list1[5].a = :v", "The document path provided in the update expression is invalid for update")]
    [InlineData("REMOVE label.a", "The document path provided in the update expression is invalid for update")]
    [InlineData("REMOVE absent[0]", "The document path provided in the update expression is invalid for update")]
    [InlineData("ADD absent.a :one", "The document path provided in the update expression is invalid for update")]
    [InlineData("DELETE absent.a :set", "The document path provided in the update expression is invalid for update")]
    public void Apply_DoesNotFitItem_GivesTheServicesMessage(string text, string message) =>
        Assert.Equal(message, Refused.Message(() => Parse(text).Apply(Plain.Item(TheItem), Plain.Item("""{"pk":"p"}"""))));

    [Theory]
    // Reserved words, then functions, sections, names, values, overlaps, conflicts, and operands last.
    [InlineData("SET #undefined = :v SET abOrt = :v", "Attribute name is a reserved keyword; reserved keyword: abOrt")]
    [InlineData("REMOVE Absolute", "Attribute name is a reserved keyword; reserved keyword: Absolute")]
    [InlineData("SET #undefined = foo(:undefined) SET c = d", "Invalid function name; function: foo")]
    [InlineData("SET a = LIST_APPEND(a, b)", "Invalid function name; function: LIST_APPEND")]
    [InlineData("SET a = size(b)", "The function is not allowed in an update expression; function: size")]
    [InlineData("SET a = list_append(list_append(:tail, b), c)",
        "The function is not allowed to be used this way in an expression; function: list_append")]
    [InlineData("SET a = #undefined SET c = :v", "The \"SET\" section can only be used once in an update expression;")]
    [InlineData("REMOVE #undefined SET a = b REMOVE e", "The \"REMOVE\" section can only be used once in an update expression;")]
    [InlineData("ADD a :one DELETE b :set ADD c :one", "The \"ADD\" section can only be used once in an update expression;")]
    [InlineData("SET #undefined = if_not_exists(:undefined)",
        "An expression attribute name used in the document path is not defined; attribute name: #undefined")]
    [InlineData("SET a = :undefined, b = #undefined",
        "An expression attribute name used in the document path is not defined; attribute name: #undefined")]
    [InlineData("SET a = if_not_exists(:undefined), a = b",
        "An expression attribute value used in expression is not defined; attribute value: :undefined")]
    [InlineData("SET d[1] = a, d.b = a, c[1].a = a, c = if_not_exists(a)",
        "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [c, [1], a], path two: [c]")]
    [InlineData("SET a = b REMOVE a", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]")]
    [InlineData("REMOVE a, #l, list1.x",
        "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [list1], path two: [list1, x]")]
    [InlineData("REMOVE a.#c SET a[1] = :map ADD b :v",
        "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, count1], path two: [a, [1]]")]
    [InlineData("SET b = list_append(:v, a), c = if_not_exists(a) ADD a.b :v",
        "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND")]
    [InlineData("ADD a :tail", "Incorrect operand type for operator or function; operator: ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND")]
    [InlineData("ADD a :map", "Incorrect operand type for operator or function; operator: ADD, operand type: MAP, typeSet: ALLOWED_FOR_ADD_OPERAND")]
    [InlineData("DELETE a :one",
        "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND")]
    [InlineData("SET a = if_not_exists(b)",
        "Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1")]
    [InlineData("SET a = list_append(:tail, b, c)",
        "Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 3")]
    [InlineData("SET a = if_not_exists(:v, :w)", "Operator or function requires a document path; operator or function: if_not_exists")]
    [InlineData("SET a = if_not_exists(if_not_exists(b, :v), :w)", "Operator or function requires a document path; operator or function: if_not_exists")]
    [InlineData("SET a = list_append(b, :v)", "Incorrect operand type for operator or function; operator or function: list_append, operand type: S")]
    [InlineData("SET a = b + :v", "Incorrect operand type for operator or function; operator or function: +, operand type: S")]
    [InlineData("SET a = :tail - b", "Incorrect operand type for operator or function; operator or function: -, operand type: L")]
    [InlineData("SET a[99999999999] = :v", "List index is not within the allowable range; index: [99999999999]")]
    [InlineData("SET a = ((b))", "The expression has redundant parentheses;")]
    public void Parse_Invalid_GivesTheServicesMessage(string text, string message) =>
        Assert.Equal($"Invalid UpdateExpression: {message}", Refused.Message(() => Parse(text)));

    [Fact]
    public void EnsureKeysUntouched_UpdateOfKey_NamesTheKey()
    {
        var update = Parse("SET a = :v REMOVE sk");
        update.EnsureKeysUntouched(["pk"]);
        Assert.Equal(["a", "sk"], update.AttributeNames);
        Assert.Equal(
            "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key",
            Refused.Message(() => update.EnsureKeysUntouched(["pk", "sk"])));
    }

    [Theory]
    [InlineData("99999999999999999999999999999999999999", "0.1", "Attempting to store more than 38 significant digits in a Number")]
    [InlineData("9.9999999999999999999999999999999999999E+125", "9E+125",
        "Number overflow. Attempting to store a number with magnitude larger than supported range")]
    public void Apply_SumOutOfRange_GivesTheServicesMessage(string number, string added, string message)
    {
        var item = Plain.Item($$"""{"pk":"p","n":{{number}}}""");
        foreach (var text in new[] { "SET n = n + :v", "ADD n :v" })
        {
            var update = Update.Parse(text, Plain.Attributes($$"""{":v":{{added}}}"""));
            Assert.Equal(message, Refused.Message(() => update.Apply(item, item)));
        }
    }

    [Fact]
    public void Apply_ValuePutTooDeep_IsRefused()
    {
        // The item's innermost map stands at level 31; what goes into it stands at level 32 and may hold nothing more.
        var open = string.Concat(Enumerable.Repeat("{\"a\":", 31));
        var item = Plain.Item("{\"pk\":\"p\",\"a\":" + open[5..] + "{}" + new string('}', 31));
        var path = string.Join(".", Enumerable.Repeat("a", 32));
        Assert.True(Update.Parse($"SET {path} = :v", Plain.Attributes("""{":v":1}""")).Apply(item, item).After.Exists);
        var tooDeep = Update.Parse($"SET {path} = :v", Plain.Attributes("""{":v":[1]}"""));
        Assert.Equal("Nesting Levels have exceeded supported limits", Refused.Message(() => tooDeep.Apply(item, item)));
    }

    private static Update Parse(string text) => Update.Parse(text, Plain.Attributes(Placeholders));

    // The item with some attributes replaced, and those with the text "$remove" removed.
    private static Item Changed(string changes)
    {
        var changed = Plain.Item(changes);
        var attributes = new List<AttributeEntry>();
        foreach (var attribute in Plain.Item(TheItem).EnumerateAttributes())
        {
            if (!changed.TryGet(attribute.Name.Span, out _))
                attributes.Add(attribute);
        }

        foreach (var attribute in changed.EnumerateAttributes())
        {
            if (attribute.Value != AttributeValue.OfString("$remove"))
                attributes.Add(attribute);
        }

        return Item.OfEntries(attributes);
    }
}
