using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.Diagnostics;

/// <summary>Each rule once broken, with the exact message, and once kept.</summary>
public sealed class DiagnosticCases
{
    private const string Shop = TestSource.ShopTable;

    [Theory]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\")] public record User(string Id);",
        "TES001: 'User' must be partial, because the generator completes it; add 'partial' to the declaration of 'User'")]
    [InlineData("public class Outer { [Entity<ShopTable>(\"U#{Id}\", \"M\")] public partial record User(string Id); }",
        "TES001: 'User' must be partial, because the generator completes it; add 'partial' to the declaration of 'Outer'")]
    [InlineData("[Entity<ShopTable>(\"U#{Ident}\", \"M\")] public partial record User(string Id);",
        "TES002: The template \"U#{Ident}\" of 'User' names the property 'Ident', which 'User' does not have")]
    [InlineData("[Entity<ShopTable>(\"U#{id}\", \"M\")] public partial record User(string Id);",
        "TES002: The template \"U#{id}\" of 'User' names the property 'id', which 'User' does not have; did you mean 'Id'?")]
    [InlineData("[Entity<ShopTable>(\"U#{Id\", \"M\")] public partial record User(string Id);",
        "TES003: The template \"U#{Id\" of 'User' is malformed: the '{' at position 3 is never closed; write '{{' for a brace in the key")]
    [InlineData("[Entity<ShopTable>(\"U#Id}\", \"M\")] public partial record User(string Id);",
        "TES003: The template \"U#Id}\" of 'User' is malformed: the '}' at position 5 closes nothing; write '}}' for a brace in the key")]
    [InlineData("[Entity<ShopTable>(\"\", \"M\")] public partial record User(string Id);",
        "TES003: The template \"\" of 'User' is malformed: it is empty; DynamoDB keys must not be empty")]
    [InlineData("[Entity<ShopTable>(\"{A}{B}\", \"M\")] public partial record User(string A, string B);",
        "TES003: The template \"{A}{B}\" of 'User' is malformed: '{A}' and '{B}' stand side by side; put a separator such as '#' between them")]
    [InlineData("[Entity<ShopTable>(\"U#{Id:}\", \"M\")] public partial record User(string Id);",
        "TES003: The template \"U#{Id:}\" of 'User' is malformed: '{Id:}' at position 3 has an empty format; leave out the ':'")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\")] public partial record User(string? Id);",
        "TES004: 'User.Id' is part of the partition key and may be null, but an item cannot be stored without its key; make the property non-nullable")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\")] public partial record User(decimal Id);",
        "TES005: 'User.Id' has the type 'decimal', which cannot be part of a key template; fractions have no text form that sorts and reads back; use an integer of the smallest unit, such as cents")]
    [InlineData("[Entity<ShopTable>(\"U\", \"ORDER#{Number}\")] public partial record Order(int Number);",
        "TES006: '{Number}' in the sort key \"ORDER#{Number}\" does not sort by value, because as text 10 comes before 9; write '{Number:D10}' to pad it with zeros")]
    [InlineData("[Entity<ShopTable>(\"U\", \"ORDER#{Number:D}\")] public partial record Order(ulong Number);",
        "TES006: '{Number:D}' in the sort key \"ORDER#{Number:D}\" does not sort by value, because as text 10 comes before 9; write '{Number:D20}' to pad it with zeros")]
    [InlineData("[Entity<ShopTable>(\"U\", \"{At:dd-MM-yyyy}\")] public partial record Order(DateTime At);",
        "TES007: '{At:dd-MM-yyyy}' in the sort key \"{At:dd-MM-yyyy}\" does not sort by time as text; components must be padded and go from the longest to the shortest, as in 'yyyy-MM-ddTHH:mm:ss'")]
    [InlineData("[Entity<ShopTable>(\"U\", \"{At:yyyy-M-d}\")] public partial record Order(DateOnly At);",
        "TES007: '{At:yyyy-M-d}' in the sort key \"{At:yyyy-M-d}\" does not sort by time as text; components must be padded and go from the longest to the shortest, as in 'yyyy-MM-dd'")]
    [InlineData("[Entity<ShopTable>(\"U\", \"{At:hh:mm}\")] public partial record Order(TimeOnly At);",
        "TES007: '{At:hh:mm}' in the sort key \"{At:hh:mm}\" does not sort by time as text; components must be padded and go from the longest to the shortest, as in 'HH:mm:ss'")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\")] public partial record A(string Id); [Entity<ShopTable>(\"{Key}\", \"{Sort}\")] public partial record B(string Key, string Sort);",
        "TES008: 'A' and 'B' of the table 'ShopTable' can have the same key, for example PK = \"U#a\" and SK = \"M\", and would overwrite each other; give one of them a literal that the other cannot produce")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial record User(System.Uri Link);",
        "TES009: 'User.Link' has the type 'System.Uri', which cannot be stored: it is none of the types that Tessera stores, and no object with properties that it could map; change the type, or mark the property with [Ignore]")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial record User(HashSet<bool> Flags);",
        "TES009: 'User.Flags' has the type 'System.Collections.Generic.HashSet<bool>', which cannot be stored: a DynamoDB set holds string, numbers or byte[], and never null; use a list; change the type, or mark the property with [Ignore]")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial class User { public List<string> Tags { get; } = []; }",
        "TES009: 'User.Tags' has the type 'System.Collections.Generic.List<string>', which cannot be stored: it has no setter and is no parameter of the constructor, so it could not be read back; add 'init'; change the type, or mark the property with [Ignore]")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\")] public partial record User(string Id);",
        "TES010: 'User' does not fit the table 'ShopTable': the table has the sort key 'SK'; add a sort key template, which may be a literal such as \"METADATA\", or set SortKey = null on [Table]")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\"), Index(\"GSI1\", null, \"X\")] public partial record User(string Id);",
        "TES010: 'User' does not fit the index 'GSI1': a global index has a partition key of its own; give a template, or declare the index with [LocalIndex] on the table")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\")] public partial record User(string Id, string PK);",
        "TES011: 'User' stores both the partition key and the property 'PK' in the attribute 'PK'; rename one with [Attribute(\"...\")]")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\")] public partial record User(string Id, [property: Attribute(\"Id\")] string Other);",
        "TES011: 'User' stores both 'Id' and 'Other' in the attribute 'Id'; rename one with [Attribute(\"...\")]")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\"), Index(\"GSI1\", \"E#{Id}\", \"M\")] public partial record User(string Id, string GSI1SK);",
        "TES011: 'User' stores both the sort key of 'GSI1' and the property 'GSI1SK' in the attribute 'GSI1SK'; rename one with [Attribute(\"...\")]")]
    [InlineData("public class Plain; [Entity<Plain>(\"U#{Id}\", \"M\")] public partial record User(string Id);",
        "TES012: 'User' is stored in 'Plain', which is not a class of this project with [Table(\"...\")]")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial record User([property: Version] int A, [property: Version] int B);",
        "TES013: 'User' has two properties marked [Version]: 'A' and 'B'; keep one")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial record User([property: Version] string A);",
        "TES013: 'User' marks 'A' with [Version], but a version is an int or a long that is not nullable")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial class User { public User(string other) => Id = other; public string Id { get; set; } }",
        "TES014: 'User' has no usable constructor: the parameter 'other' matches no stored property by name and type; rename it, or add a constructor without parameters")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial class User { private User() { } public string Id { get; set; } = \"\"; }",
        "TES014: 'User' has no usable constructor: all its constructors are private or protected; make one internal or public")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial record User([property: PartitionKey] string Id);",
        "TES015: 'User' has both key templates and properties marked [PartitionKey] or [SortKey]; keep one way to define the key")]
    [InlineData("[Entity<ShopTable>] public partial record User([property: PartitionKey] string A, [property: PartitionKey] string B);",
        "TES015: 'User' has two properties marked [PartitionKey]: 'A' and 'B'; keep one way to define the key")]
    [InlineData("[Entity<ShopTable>] public partial record User(string Id);",
        "TES016: 'User' has no partition key; give [Entity] a template, such as \"USER#{UserId}\", or mark a property with [PartitionKey]")]
    [InlineData("[Entity<ShopTable>] public partial record User([property: SortKey] string Id);",
        "TES016: 'User' has no partition key; mark the property that identifies its partition with [PartitionKey]")]
    [InlineData("[Entity<ShopTable>] public partial record User([property: PartitionKey] string Id, [property: IndexSortKey(\"ByAge\")] int Age);",
        "TES017: 'User' puts 'Age' into the index 'ByAge', but no property has [IndexPartitionKey] for it; add one, or declare the index with [LocalIndex] on the table")]
    [InlineData("[Entity<ShopTable>(\"A\", \"M\", Repository = \"Items\")] public partial record A(string Id); [Entity<ShopTable>(\"B\", \"M\", Repository = \"Items\")] public partial record B(string Id);",
        "TES018: 'A' and 'B' would both be named 'Items' on 'ShopTable'; rename one with Repository = \"...\"")]
    [InlineData("[Entity<ShopTable>(\"A\", \"M\", Name = \"X\")] public partial record A(string Id); [Entity<ShopTable>(\"B\", \"M\", Name = \"X\")] public partial record B(string Id);",
        "TES018: 'A' and 'B' would both be named 'X' on 'the attribute EntityType of ShopTable'; rename one with Name = \"...\"")]
    [InlineData("[Entity<ShopTable>(\"A\", \"M\"), Index(\"GSI1\", \"E#{Id}\", \"M\"), Index(\"GSI2\", \"F#{Id}\", \"M\")] public partial record A(string Id);",
        "TES018: The queries on the index 'GSI1' and the index 'GSI2' would both be named 'QueryById' on 'As'; partition one of them by another property or by a literal")]
    [InlineData("[Entity<ShopTable>(\"A\", \"M\", Repository = \"ShopTable\")] public partial record A(string Id);",
        "TES018: The repository of 'A' and a member of every table context would both be named 'ShopTable' on 'ShopTable'; rename it with Repository = \"...\"")]
    [InlineData("[Entity<ShopTable>(\"A\", \"M\", Repository = \"Client\")] public partial record A(string Id);",
        "TES018: The repository of 'A' and a member of every table context would both be named 'Client' on 'ShopTable'; rename it with Repository = \"...\"")]
    [InlineData("[Entity<ShopTable>(\"A\", \"M\")] public partial record A(string Id, [property: Attribute(\"\")] string Name);",
        "TES023: '' cannot be the name of the attribute of 'A.Name': it must not be empty")]
    [InlineData("[Entity<ShopTable>(\"U#{Id:N0}\", \"M\")] public partial record User(int Id);",
        "TES019: '{Id:N0}' in the template \"U#{Id:N0}\" has a format that a key of the type 'int' cannot have: write 'D' and the number of digits, such as D10")]
    [InlineData("[Entity<ShopTable>(\"U#{Id:X}\", \"M\")] public partial record User(string Id);",
        "TES019: '{Id:X}' in the template \"U#{Id:X}\" has a format that a key of the type 'string' cannot have: this type has no formats; leave the format out")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\")] public abstract partial record User(string Id);",
        "TES020: 'User' is abstract, so nothing can be read into it; make it a class that can be constructed")]
    [InlineData("[Entity<ShopTable>(\"U#{Id}\", \"M\")] public partial record User<T>(string Id);",
        "TES020: 'User' is generic or inside a generic type, so a table cannot hold it; use a type without type parameters")]
    [InlineData("[Entity<ShopTable>(\"A#{Id}\", \"M\")] public partial record A(string Id); [Entity<ShopTable>] public partial record B([property: PartitionKey] string Id, [property: SortKey] string SK);",
        "TES021: 'A' and 'B' are stored in the table 'ShopTable', but the partition key is 'PK' (S) for one and 'Id' (S) for the other; all items of a table have the same key attributes")]
    [InlineData("[Entity<ShopTable>(\"A#{Id}\", \"M\")] public partial record A(string Id); [ItemCollection<ShopTable>(\"B#{Id}\")] public partial record All(A? A);",
        "TES022: 'All' has the partition key \"B#{Id}\", but 'A' is stored under \"A#{Id}\"; all entities of an item collection share one partition key")]
    [InlineData("[Entity<ShopTable>(\"A#{Id}\", \"M\")] public partial record A(string Id); [ItemCollection<ShopTable>(\"A#{Id}\")] public partial record All(A A);",
        "TES022: 'All' has the member 'A', which may not be null although the partition may hold no 'A'; write 'A?'")]
    [InlineData("[Entity<ShopTable>(\"A#{Id}\", \"M\")] public partial record A(string Id); [ItemCollection<ShopTable>(\"A#{Id}\")] public partial record All(A? A, string? Name);",
        "TES022: 'All' has the member 'Name', which holds no entity of 'ShopTable'; use an entity, or a list of one, or mark the member with [Ignore]")]
    [InlineData("[Table(\"no spaces\")] public partial class Bad;",
        "TES023: 'no spaces' cannot be the name of a table: only a-z, A-Z, 0-9, '_', '-' and '.' are allowed")]
    [InlineData("[Entity<ShopTable>(\"A#{Id}\", \"M\"), Index(\"G\", \"{Id}\", null)] public partial record A(string Id);",
        "TES023: 'G' cannot be the name of an index: it must have 3 to 255 characters")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial record User([property: TimeToLive] long A, [property: TimeToLive] long B);",
        "TES025: 'User' has two properties marked [TimeToLive]: 'A' and 'B'; keep one")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial record User([property: TimeToLive] int A);",
        "TES025: 'User' marks 'A' with [TimeToLive], but the time is a DateTimeOffset, or a long of seconds since 1970")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public partial record User(Part Part); public record Part([property: TimeToLive] long A);",
        "TES025: 'User' holds 'Part.A' with [TimeToLive], but only an attribute of the item itself can end its life")]
    [InlineData("[Entity<ShopTable>(\"A\", \"M\")] public partial record A([property: TimeToLive] long X); [Entity<ShopTable>(\"B\", \"M\")] public partial record B([property: TimeToLive] long? Y);",
        "TES026: 'A' and 'B' are stored in the table 'ShopTable', whose items expire by one attribute, but it is 'X' for one and 'Y' for the other; give both the same name with [Attribute(\"...\")]")]
    [InlineData("[Entity<ShopTable>(\"A\", \"M\")] public partial record A([property: TimeToLive] long X); [Entity<ShopTable>(\"B\", \"M\")] public partial record B(decimal X);",
        "TES026: 'A' and 'B' are stored in the table 'ShopTable', whose items expire by one attribute, but 'B.X' stores a number in the attribute 'X', by which 'A' expires; mark it with [TimeToLive] too, or rename it")]
    public void Run_RuleIsBroken_ReportsIt(string declarations, string expected) =>
        TestSource.Run(Shop + declarations).ExpectDiagnostics(expected).ExpectNoOtherErrors();

    [Theory]
    [InlineData("public Task OnInsert(Order order) => null!;",
        "TES027: 'Events.OnInsert' is not a method that handles records: its name is none of OnInserted, OnModified, OnRemoved, OnRecord and OnWindow; rename it, or make it private if it is no handler")]
    [InlineData("public void OnInserted(Order order) { }", "TES027: 'Events.OnInserted' is not a method that handles records: it must return Task or ValueTask")]
    [InlineData("public Task<int> OnInserted(Order order) => null!;", "TES027: 'Events.OnInserted' is not a method that handles records: it must return Task or ValueTask")]
    [InlineData("public Task OnInserted<T>(Order order) => null!;",
        "TES027: 'Events.OnInserted' is not a method that handles records: it must have no type parameters, and no parameters by reference")]
    [InlineData("public Task OnInserted(CancellationToken stop, Order order) => null!;",
        "TES027: 'Events.OnInserted' is not a method that handles records: the entities come first; a StreamRecord, a CancellationToken, and for OnRemoved a RemovalReason may follow")]
    [InlineData("public Task OnInserted(Order order, StreamRecord a, StreamRecord b) => null!;", "TES027: 'Events.OnInserted' is not a method that handles records: it takes something twice")]
    [InlineData("public Task OnInserted(Order a, Order b) => null!;", "TES027: 'Events.OnInserted' is not a method that handles records: it takes one entity")]
    [InlineData("public Task OnInserted() => null!;", "TES027: 'Events.OnInserted' is not a method that handles records: it takes no entity; its first parameter is the entity")]
    [InlineData("public Task OnModified(Order a, Cart b) => null!;", "TES027: 'Events.OnModified' is not a method that handles records: the entity before and after must be of one type")]
    [InlineData("public Task OnRecord(Order order) => null!;", "TES027: 'Events.OnRecord' is not a method that handles records: it takes a StreamRecord, and no entity")]
    [InlineData("public Task OnWindow(StreamWindow window) => null!;",
        "TES027: 'Events.OnWindow' is not a method that handles records: it must have the form Task<TState> OnWindow(StreamWindow window, TState? state), perhaps with a CancellationToken")]
    [InlineData("public Task<Cart> OnWindow(StreamWindow window, Cart? state) => null!;",
        "TES027: 'Events.OnWindow' is not a method that handles records: the handler has no static JsonTypeInfo<Cart>, by which the state becomes JSON; add a static property that returns it from a JsonSerializerContext")]
    [InlineData("public Task OnInserted(string order) => null!;",
        "TES028: 'Events.OnInserted' takes 'String', which is not an entity of 'StreamTable'; take one that has [Entity<StreamTable>], or a StreamRecord with OnRecord")]
    [InlineData("public Task OnInserted(Other other) => null!;",
        "TES028: 'Events.OnInserted' takes 'Other', which is not an entity of 'StreamTable'; take one that has [Entity<StreamTable>], or a StreamRecord with OnRecord")]
    [InlineData("public Task OnInserted(Order order) => null!; public ValueTask OnInserted(Order order, StreamRecord record) => default;",
        "TES029: 'Events' has two methods for OnInserted of 'Order'; keep one")]
    [InlineData("public Task OnRecord(StreamRecord record) => null!; public Task OnRecord(StreamRecord record, CancellationToken stop) => null!;",
        "TES029: 'Events' has two methods for records that no other method takes of every entity; keep one")]
    [InlineData("private Task OnSomething() => null!;", "TES030: 'Events' has no method that takes a record; add one, such as OnInserted with an entity, or OnRecord(StreamRecord record)")]
    public void Run_StreamHandlerIsWrong_ReportsIt(string method, string expected) =>
        TestSource.Run(Handler("NewAndOldImages", method) + Uses).ExpectDiagnostics(expected).ExpectNoOtherErrors();

    [Theory]
    [InlineData("NewImage", "public Task OnModified(Order before, Order after) => null!;", "'Events.OnModified' needs the old image of an item, but the stream of 'StreamTable' is StreamView.NewImage")]
    [InlineData("OldImage", "public Task OnModified(Order after) => null!;", "'Events.OnModified' needs the new image of an item, but the stream of 'StreamTable' is StreamView.OldImage")]
    [InlineData("OldImage", "public Task OnInserted(Order order) => null!;", "'Events.OnInserted' needs the new image of an item, but the stream of 'StreamTable' is StreamView.OldImage")]
    [InlineData("KeysOnly", "public Task OnRemoved(Order order) => null!;", "'Events.OnRemoved' needs the old image of an item, but the stream of 'StreamTable' is StreamView.KeysOnly")]
    public void Run_StreamLacksTheImage_ReportsIt(string view, string method, string expected) =>
        TestSource.Run(Handler(view, method) + Uses).ExpectDiagnostics($"TES032: {expected}; set Stream = StreamView.NewAndOldImages on [Table]").ExpectNoOtherErrors();

    [Theory]
    [InlineData("NewImage", "public Task OnModified(Order after) => null!; public Task OnInserted(Order order) => null!;")]
    [InlineData("OldImage", "public Task OnRemoved(Order order) => null!;")]
    [InlineData("KeysOnly", "public Task OnRecord(StreamRecord record) => null!;")]
    public void Run_StreamCarriesTheImage_Compiles(string view, string method) => TestSource.Run(Handler(view, method)).ExpectCompiles();

    [Theory]
    [InlineData("None", "TES031: 'Events' handles the stream of 'StreamTable', which has none; write [Table(\"...\", Stream = StreamView.NewAndOldImages)]")]
    public void Run_TableHasNoStream_ReportsIt(string view, string expected) =>
        TestSource.Run(Handler(view, "public Task OnInserted(Order order) => null!;") + Uses).ExpectDiagnostics(expected).ExpectNoOtherErrors();

    [Fact]
    public void Run_HandlerOfNoTableOrNotPartial_ReportsIt()
    {
        TestSource.Run("public class Plain; [StreamHandler<Plain>] public partial class Events { public Task OnRecord(StreamRecord record) => null!; }")
            .ExpectDiagnostics("TES031: 'Events' handles the stream of 'Plain', which is not a class with [Table(\"...\")]").ExpectNoOtherErrors();
        TestSource.Run(Handler("NewImage", "public Task OnRecord(StreamRecord record) => null!;").Replace("partial class Events", "class Events", StringComparison.Ordinal))
            .ExpectDiagnostics("TES001: 'Events' must be partial, because the generator completes it; add 'partial' to the declaration of 'Events'");
    }

    [Theory]
    [InlineData("[Table(\"stream\"", "[Table(\"x\"", "TES023: 'x' cannot be the name of a table: it must have 3 to 255 characters")]
    [InlineData("[Table(\"stream\"", "[Table(\"\"", "TES023: '' cannot be the name of a table: it must have 3 to 255 characters")]
    [InlineData("[Table(\"stream\"", "[Table(\"a b c\"", "TES023: 'a b c' cannot be the name of a table: only a-z, A-Z, 0-9, '_', '-' and '.' are allowed")]
    [InlineData("[Table(\"stream\"", "[GlobalIndex(\"G\"), Table(\"stream\"", "TES023: 'G' cannot be the name of an index: it must have 3 to 255 characters")]
    [InlineData("[Table(\"stream\"", "[GlobalIndex(\"GSI1\"), GlobalIndex(\"GSI1\"), Table(\"stream\"",
        "TES018: An index and another index would both be named 'GSI1' on 'StreamTable'; every index of a table has its own name")]
    [InlineData("Order(string Id)", "Order(string Id, [property: Attribute(\"\")] string Name)", "TES023: '' cannot be the name of the attribute of 'Order.Name': it must not be empty")]
    [InlineData("[Entity<StreamTable>(\"CART", "[Index(\"!\", \"{Id}\", null), Entity<StreamTable>(\"CART",
        "TES023: '!' cannot be the name of an index: it must have 3 to 255 characters")]
    public void Run_OneValueIsWrong_CompilesWhatUsesTheTable(string right, string wrong, string expected) => TestSource
        .Run(Handler("NewAndOldImages", "public Task OnInserted(Order order) => null!;").Replace(right, wrong, StringComparison.Ordinal) + Uses)
        .ExpectDiagnostics(expected)
        .ExpectNoOtherErrors();

    [Theory]
    [InlineData("ORDER#{Id}", "ORDER#{Ident}", "TES002: The template \"ORDER#{Ident}\" of 'Order' names the property 'Ident', which 'Order' does not have")]
    [InlineData("partial record Order", "abstract partial record Order", "TES020: 'Order' is abstract, so nothing can be read into it; make it a class that can be constructed")]
    [InlineData("Order(string Id)", "Order(string Id, Action Act)",
        "TES009: 'Order.Act' has the type 'System.Action', which cannot be stored: it is none of the types that Tessera stores, and no object with properties that it could map; change the type, or mark the property with [Ignore]")]
    public void Run_AnEntityOfTheHandlerIsWrong_CompilesTheHandler(string right, string wrong, string expected) => TestSource
        .Run(Handler("NewAndOldImages", "public Task OnInserted(Order order) => null!; public Task OnInserted(Cart cart) => null!;").Replace(right, wrong, StringComparison.Ordinal)
            + UseOfTheHandler)
        .ExpectDiagnostics(expected)
        .ExpectNoOtherErrors();

    [Fact]
    public void Run_TheTableOfTheHandlerIsNotUsable_CompilesTheHandler() => TestSource
        .Run(Handler("NewAndOldImages", "public Task OnInserted(Order order) => null!;").Replace("partial class StreamTable", "partial record StreamTable", StringComparison.Ordinal) + UseOfTheHandler)
        .ExpectDiagnostics("TES020: 'StreamTable' must be a class to be a table, since it derives from TableContext")
        .ExpectNoOtherErrors();

    /// <summary>What a program does with the handler of <see cref="Handler"/>, its table and its entities.</summary>
    private const string Uses = UseOfTheHandler + """

        public static class Program
        {
            public static async Task RunAsync(Amazon.DynamoDBv2.IAmazonDynamoDB client)
            {
                var table = Add<StreamTable>(client);
                var order = await table.Orders.GetAsync("1");
                await table.Carts.PutAsync(new Cart("1"));
                _ = (order, StreamTable.Model, CartMapper.Instance);
            }

            private static T Add<T>(Amazon.DynamoDBv2.IAmazonDynamoDB client) where T : TableContext, ITableContext<T> => T.Create(client, null);
        }
        """;

    private const string UseOfTheHandler = """

        public static class Streams
        {
            public static StreamHandlerModel Model { get; } = ModelOf<Events>();

            private static StreamHandlerModel ModelOf<T>() where T : IStreamHandler<T> => T.Model;
        }
        """;

    private static string Handler(string view, string methods) =>
        $$"""
        [Table("stream", Stream = StreamView.{{view}})] public partial class StreamTable;
        [Entity<StreamTable>("ORDER#{Id}", "M")] public partial record Order(string Id);
        [Entity<StreamTable>("CART#{Id}", "M")] public partial record Cart(string Id);
        [Table("other")] public partial class OtherTable;
        [Entity<OtherTable>("OTHER#{Id}", "M")] public partial record Other(string Id);
        [StreamHandler<StreamTable>] public partial class Events { {{methods}} }
        """;

    [Theory]
    [InlineData("ORDER#{Number:D10}", "int Number")]
    [InlineData("ORDER#{Number:D3}", "byte Number")]
    [InlineData("{At}", "DateTime At")]
    [InlineData("{At:O}", "DateTimeOffset At")]
    [InlineData("{At:s}", "DateTime At")]
    [InlineData("{At:yyyy}", "DateTime At")]
    [InlineData("{At:yyyy'-'MM}", "DateTime At")]
    [InlineData("{At:yyyyMMddHHmmssfff}", "DateTime At")]
    [InlineData("{At:yyyy-MM-ddTHH:mm:ssK}", "DateTime At")]
    [InlineData("{At:HH:mm}", "TimeOnly At")]
    [InlineData("{At:yyyy}#{At:MM}#{At:dd}", "DateOnly At")]
    [InlineData("{At:yyyy-MM-dd}#{Name}", "DateOnly At, string Name")]
    [InlineData("{Id:N}", "Guid Id")]
    [InlineData("{Day}", "DayOfWeek Day")]
    [InlineData("{{{Name}}}", "string Name")]
    [InlineData("{Yes}#{Letter}", "bool Yes, char Letter")]
    public void Run_SortKeySorts_ReportsNothing(string sortKey, string properties) =>
        TestSource.Run($"{Shop} [Entity<ShopTable>(\"P\", \"{sortKey}\")] public partial record Thing({properties});").ExpectDiagnostics();

    [Theory]
    [InlineData("USER#{Id}", "METADATA", "USER#{Id}", "ORDER#{Number:D10}")]
    [InlineData("USER#{Id}", "METADATA", "ORDER#{Id}", "METADATA")]
    [InlineData("{Id}", "METADATA", "{Id}", "{At}")]
    [InlineData("{Id}", "{Day}", "{Id}", "Holiday")]
    [InlineData("{Id}", "{Guid}", "{Id}", "{Number:D10}")]
    [InlineData("A#{Id}#X", "M", "A#{Guid}", "M")]
    [InlineData("A#{Id}#X", "M", "A#Y#{Number:D10}", "M")]
    [InlineData("{Yes}", "M", "maybe", "M")]
    public void Run_KeysCannotMeet_ReportsNothing(string firstPartition, string firstSort, string secondPartition, string secondSort) =>
        TestSource.Run(TwoEntities(firstPartition, firstSort, secondPartition, secondSort)).ExpectDiagnostics();

    [Theory]
    [InlineData("{Id}", "M", "{Guid}", "M")]
    [InlineData("{Id}", "{Day}", "{Id}", "Monday")]
    [InlineData("A#{Id}", "M", "A#{Id}#X", "M")]
    [InlineData("{Id}", "{Number:D10}", "{Id}", "{Id}")]
    [InlineData("{Id}", "{At:yyyyMMdd}", "{Id}", "{Number:D8}")]
    public void Run_KeysCanMeet_ReportsCollision(string firstPartition, string firstSort, string secondPartition, string secondSort) =>
        Assert.Equal("TES008", Assert.Single(TestSource.Run(TwoEntities(firstPartition, firstSort, secondPartition, secondSort)).Diagnostics).Id);

    [Fact]
    public void Run_TemplateIsWrong_PointsAtTheTemplate()
    {
        var result = TestSource.Run($"{Shop} [Entity<ShopTable>(\"U#{{Missing}}\", \"M\")] public partial record User(string Id);");
        Assert.Equal("\"U#{Missing}\"", result.LocatedText(0));
    }

    [Fact]
    public void Run_PropertyIsWrong_PointsAtTheProperty()
    {
        var result = TestSource.Run($"{Shop} [Entity<ShopTable>(\"U\", \"M\")] public partial record User(System.Uri Link);");
        Assert.Equal("Link", result.LocatedText(0));
    }

    private static string TwoEntities(string firstPartition, string firstSort, string secondPartition, string secondSort)
    {
        const string Properties = "(string Id, Guid Guid, int Number, DateTime At, DayOfWeek Day, bool Yes)";
        return $"{Shop} [Entity<ShopTable>(\"{firstPartition}\", \"{firstSort}\")] public partial record A{Properties};"
            + $" [Entity<ShopTable>(\"{secondPartition}\", \"{secondSort}\")] public partial record B{Properties};";
    }
}
