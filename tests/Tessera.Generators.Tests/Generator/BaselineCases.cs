using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.Generator;

/// <summary>The sources whose generated code is kept as baselines.</summary>
internal static class BaselineCases
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SingleTable"] = TestSource.File("""
            [Table("shop")]
            public partial class ShopTable;

            [Entity<ShopTable>("USER#{UserId}", "METADATA")]
            [Index("GSI1", "EMAIL#{Email}", "USER")]
            public partial record User
            {
                public required string UserId { get; init; }
                public required string Email { get; init; }
                public string? Name { get; init; }
                [Version] public long Version { get; init; }
            }

            [Entity<ShopTable>("USER#{UserId}", "ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}")]
            [Index("GSI1", "STATUS#{Status}", "{PlacedAt:O}")]
            public partial record Order
            {
                public required string UserId { get; init; }
                public required string OrderId { get; init; }
                public required DateTimeOffset PlacedAt { get; init; }
                public OrderStatus Status { get; init; }
                public decimal Total { get; init; }
                public IReadOnlyList<OrderLine> Lines { get; init; } = [];
            }

            public record OrderLine(string ProductId, int Quantity);

            public enum OrderStatus { Pending, Shipped }

            [ItemCollection<ShopTable>("USER#{UserId}")]
            public partial record UserAccount
            {
                public User? User { get; init; }
                public IReadOnlyList<Order> Orders { get; init; } = [];
            }
            """),
        ["StreamAndTimeToLive"] = TestSource.File("""
            [Table("carts", Stream = StreamView.NewAndOldImages)]
            public partial class CartsTable;

            [Entity<CartsTable>("CART#{CartId}", "METADATA")]
            public partial record Cart(string CartId)
            {
                [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
            }

            [Entity<CartsTable>("SESSION#{SessionId}", "METADATA")]
            public partial record Session(string SessionId, [property: TimeToLive, Attribute("ExpiresAt")] long ValidUntil);
            """),
        ["Deployment"] = TestSource.File("""
            [Table("ledger")]
            [Deployment(
                PointInTimeRecovery = true, RecoveryPeriodDays = 14, DeletionProtection = true, Retain = false, InfrequentAccess = true,
                Encryption = TableEncryption.CustomerManaged, EncryptionKey = "alias/ledger", ReadCapacityUnits = 5, WriteCapacityUnits = 2)]
            [Tag("team", "billing")]
            [Tag("cost-centre", "4711")]
            public partial class LedgerTable;

            [Entity<LedgerTable>("ENTRY#{Id}", "METADATA")]
            public partial record Entry(string Id);
            """),
        ["StreamHandlers"] = TestSource.File("""
            [Table("shop", Stream = StreamView.NewAndOldImages)]
            public partial class ShopTable;

            [Entity<ShopTable>("ORDER#{OrderId}", "METADATA")]
            public partial record Order(string OrderId, decimal Total);

            [Entity<ShopTable>("CART#{CartId}", "METADATA", Name = "Basket")]
            public partial record Cart(string CartId);

            [StreamHandler<ShopTable>]
            public sealed partial class OrderEvents(ShopTable shop)
            {
                public Task OnInserted(Order order, CancellationToken stop) => shop.Orders.PutAsync(order, stop);
                public ValueTask OnModified(Order before, Order after, StreamRecord record) => default;
                public ValueTask OnModified(Cart after) => default;
                public Task OnRemoved(Cart cart, RemovalReason reason, StreamRecord record, CancellationToken stop) => Task.CompletedTask;
                public Task OnRecord(StreamRecord record) => Task.CompletedTask;
            }

            public partial class Outer
            {
                [StreamHandler<ShopTable>(Name = "sales")]
                internal partial class Sales
                {
                    public static System.Text.Json.Serialization.Metadata.JsonTypeInfo<Sum> Json => throw new NotSupportedException();
                    private Task<Sum> OnWindow(StreamWindow window, Sum? state, CancellationToken stop) => Task.FromResult(state ?? new Sum(0));
                }
            }

            [StreamHandler<ShopTable>]
            public partial class Raw
            {
                public ValueTask<ReadOnlyMemory<byte>> OnWindow(StreamWindow window, ReadOnlyMemory<byte> state) => new(state);
            }

            public record Sum(decimal Total);
            """),
        ["NativeKeys"] = TestSource.File("""
            [Table("Users")]
            [LocalIndex("ByAge", SortKey = "Age")]
            public partial class UsersTable;

            [Entity<UsersTable>]
            public partial class User
            {
                [PartitionKey] public required string UserId { get; set; }
                [SortKey] public required long Sequence { get; set; }
                [IndexPartitionKey("EmailIndex")] public string? Email { get; set; }
                [IndexSortKey("ByAge")] public int Age { get; set; }
            }
            """),
        ["NativeKeysWithoutSortKey"] = TestSource.File("""
            [Table("Devices", SortKey = null)]
            public partial class DevicesTable;

            [Entity<DevicesTable>]
            public partial record Device([property: PartitionKey] Guid DeviceId, string Name);
            """),
        ["BinaryKeys"] = TestSource.File("""
            [Table("Blobs")]
            public partial class BlobsTable;

            [Entity<BlobsTable>]
            public partial record Blob([property: PartitionKey] byte[] Hash, [property: SortKey] DateTime At, ReadOnlyMemory<byte> Content);
            """),
        ["SeveralNativeEntities"] = TestSource.File("""
            [Table("Things", EntityTypeAttribute = "Kind")]
            public partial class ThingsTable;

            [Entity<ThingsTable>(Name = "thing")]
            public partial record Thing([property: PartitionKey] int Id, string Name);
            """),
        ["EveryScalar"] = TestSource.File("""
            [Table("all")]
            public partial class AllTable;

            public enum Colour { Red, Green }

            [Entity<AllTable>("ALL", "{Id}")]
            public partial class Everything
            {
                public required Guid Id { get; init; }
                public string Text { get; set; } = "";
                public string? OptionalText { get; set; }
                public bool Yes { get; set; }
                public bool? Maybe { get; set; }
                public sbyte SByte { get; set; }
                public byte Byte { get; set; }
                public short Short { get; set; }
                public ushort UShort { get; set; }
                public int Int { get; set; }
                public int? OptionalInt { get; set; }
                public uint UInt { get; set; }
                public long Long { get; set; }
                public ulong ULong { get; set; }
                public Half Half { get; set; }
                public float Float { get; set; }
                public double Double { get; set; }
                public decimal Decimal { get; set; }
                public decimal? OptionalDecimal { get; set; }
                public char Letter { get; set; }
                public Guid? OptionalGuid { get; set; }
                public DateTime Time { get; set; }
                public DateTimeOffset Instant { get; set; }
                public DateTimeOffset? OptionalInstant { get; set; }
                public DateOnly Day { get; set; }
                public TimeOnly Clock { get; set; }
                public TimeSpan Duration { get; set; }
                public Colour Colour { get; set; }
                public Colour? OptionalColour { get; set; }
                [Attribute(EnumStorage = EnumStorage.Number)] public Colour ColourNumber { get; set; }
                public byte[] Bytes { get; set; } = [];
                public ReadOnlyMemory<byte> Memory { get; set; }
                public ReadOnlyMemory<byte>? OptionalMemory { get; set; }
                [Ignore] public string Computed => Text + Int;
                [Attribute("other-name")] public string? Renamed { get; set; }
            }
            """),
        ["Collections"] = TestSource.File("""
            [Table("all")]
            public partial class AllTable;

            public enum Colour { Red, Green }

            [Entity<AllTable>("ALL", "{Id}")]
            public partial record Collections
            {
                public required string Id { get; init; }
                public List<string> List { get; set; } = [];
                public string?[] Array { get; init; } = [];
                public IReadOnlyList<int>? OptionalList { get; init; }
                public IReadOnlyList<int?> OptionalElements { get; init; } = [];
                public ImmutableArray<Guid> Immutable { get; init; } = [];
                public ImmutableList<DateOnly> ImmutableList { get; init; } = [];
                public List<List<byte[]>> Nested { get; init; } = [];
                public Dictionary<string, decimal> Map { get; init; } = [];
                public IReadOnlyDictionary<Colour, string?> ByColour { get; init; } = new Dictionary<Colour, string?>();
                public SortedDictionary<int, bool> ByNumber { get; init; } = [];
                public ImmutableDictionary<Guid, List<int>> ByGuid { get; init; } = ImmutableDictionary<Guid, List<int>>.Empty;
                public IReadOnlyDictionary<DateOnly, int>? ByDay { get; init; }
                public HashSet<string> Tags { get; init; } = [];
                public ISet<int> Numbers { get; init; } = new HashSet<int>();
                public IReadOnlySet<decimal>? Prices { get; init; }
                public HashSet<byte[]> Hashes { get; init; } = [];
                public SortedSet<string> Sorted { get; init; } = [];
                public ImmutableHashSet<long> ImmutableSet { get; init; } = [];
            }
            """),
        ["NestedObjects"] = TestSource.File("""
            [Table("all")]
            public partial class AllTable;

            [Entity<AllTable>("PERSON#{Id}", "P")]
            public partial record Person
            {
                public required string Id { get; init; }
                public required Address Home { get; init; }
                public Address? Work { get; init; }
                public Point Position { get; init; }
                public Point? Last { get; init; }
                public Tree? Tree { get; init; }
                public Dictionary<string, Address> Others { get; init; } = [];
                public Money<decimal>? Balance { get; init; }
                public Container.Inner? Inner { get; init; }
            }

            public record Address(string Street, string City, string Country = "CH");
            public readonly record struct Point(double X, double Y);
            public sealed class Tree { public string? Name { get; set; } public List<Tree> Children { get; set; } = []; }
            public record Money<T>(T Amount, string Currency) where T : struct;
            public class Container { internal record Hidden; public record Inner { public int Value { get; init; } = 7; } }
            """),
        ["Constructors"] = TestSource.File("""
            [Table("all")]
            public partial class AllTable;

            [Entity<AllTable>("A#{Id}", "A")]
            public partial class ThroughConstructor(string id, int count = 3, DayOfWeek day = DayOfWeek.Friday, double ratio = 0.5, string? note = null, bool yes = true, long low = -1, decimal price = 1.5m)
            {
                public string Id { get; } = id;
                public int Count { get; } = count;
                public DayOfWeek Day { get; } = day;
                public double Ratio { get; } = ratio;
                public string? Note { get; } = note;
                public bool Yes { get; } = yes;
                public long Low { get; } = low;
                public decimal Price { get; } = price;
            }

            [Entity<AllTable>("B#{Id}", "B")]
            public partial record struct AsStruct(string Id, [property: Version] int Version);

            [Entity<AllTable>("C#{Id}", "C")]
            public partial class WithInitAndPrivate
            {
                public required string Id { get; init; }
                public string Name { get; init; } = "unnamed";
                public int Count { get; private set; } = 1;
                [Version] public long Version { get; init; }
            }

            [Entity<AllTable>("E#{Id}", "E")]
            public partial struct PlainStruct
            {
                public required string Id { get; init; }
                public int Count { get; private set; }
                [Version] public int Version { get; private set; }
            }

            public abstract class Base { public string Shared { get; set; } = "base"; public int Limit { get; init; } = 10; }

            [Entity<AllTable>("D#{Id}", "D")]
            public partial class Derived : Base { public required string Id { get; set; } [Version] public int Version { get; set; } }
            """),
        ["Keywords"] = TestSource.File("""
            [Table("all")]
            public partial class @default;

            [Entity<@default>("A#{int}", "{event}#{From:yyyy}", Repository = "class")]
            public partial record @class(string @int, string @event, DateTime From, int value, string reader, string key);
            """),
        ["GlobalNamespace"] = TestSource.Usings + """
            [Table("all")]
            internal partial class GlobalTable;

            [Entity<GlobalTable>("A#{Id}", "{Number:D10}")]
            internal partial record Thing(string Id, int Number, Part Part);

            internal record Part(string Name);
            """.ReplaceLineEndings("\n"),
        ["ContainingTypes"] = TestSource.File("""
            public static partial class Outer
            {
                [Table("all")]
                public partial class InnerTable;

                public partial interface IMiddle
                {
                    [Entity<InnerTable>("A#{Id}", "X")]
                    public partial record Thing(string Id);
                }
            }
            """),
        ["SparseAndLocalIndexes"] = TestSource.File("""
            [Table("tasks")]
            [GlobalIndex("by-due", PartitionKey = "due_pk", SortKey = "due_sk", Projection = IndexProjection.Include, NonKeyAttributes = ["Title"])]
            [GlobalIndex("ByOwner", SortKey = null, Projection = IndexProjection.KeysOnly)]
            [LocalIndex("LSI1")]
            public partial class TasksTable;

            [Entity<TasksTable>("LIST#{ListId}", "TASK#{TaskId}")]
            [Index("by-due", "{Team}", "{Due:yyyy-MM-dd}#{Priority:D2}")]
            [Index("ByOwner", "OWNER#{Owner}")]
            [Index("LSI1", null, "{Title}")]
            public partial record TaskItem
            {
                public required string ListId { get; init; }
                public required string TaskId { get; init; }
                public required string Title { get; init; }
                public string? Team { get; init; }
                public DateTimeOffset? Due { get; init; }
                public int Priority { get; init; }
                public string? Owner { get; init; }
            }
            """),
        ["RepeatedKeyParts"] = TestSource.File("""
            [Table("events")]
            public partial class EventsTable;

            [Entity<EventsTable>("EVENTS#{At:yyyy-MM}", "{At:O}#{Kind}#{Number:D5}")]
            public partial record Event(DateTimeOffset At, [property: Attribute(EnumStorage = EnumStorage.Number)] DayOfWeek Kind, int Number)
            {
                public bool IsEarly => At.Hour < 9;
            }

            [Table("days", SortKey = null)]
            public partial class DaysTable;

            [Entity<DaysTable>("{At:yyyy}/{At:MM}/{At:dd}")]
            [Index("GSI1", "DAYS", "{At:yyyy}#{At:MM}#{At:dd}")]
            public partial record Day(DateOnly At);
            """.Replace("{Kind}", "{Kind:D1}", StringComparison.Ordinal)),
        ["LiteralKeys"] = TestSource.File("""
            [Table("settings")]
            public partial class SettingsTable;

            [Entity<SettingsTable>("SETTINGS", "GLOBAL")]
            public partial record Settings(string Theme);

            [Entity<SettingsTable>("{{braces}}\"quoted\"", "A#{Id}#END")]
            public partial record Odd(char Id, bool Flag);
            """),
        ["EntityInsideEntity"] = TestSource.File("""
            [Table("all")]
            public partial class AllTable;

            [Entity<AllTable>("A#{Id}", "A")]
            public partial record First(string Id, Second? Second);

            [Entity<AllTable>("B#{Id}", "B")]
            public partial record Second(string Id, int Count);
            """),
        ["NullabilityNotDeclared"] = "#nullable disable\n" + TestSource.File("""
            [Table("all")]
            public partial class AllTable;

            [Entity<AllTable>("A#{Id}", "A"), Index("GSI1", "B#{ABCName}", null)]
            public partial class Old { public string Id { get; set; } public string ABCName { get; set; } public Part Part { get; set; } public string[] Tags { get; set; } }

            public class Part { public string Name { get; set; } }
            """),
        ["EmptyTable"] = TestSource.File("""
            [Table("empty", SortKey = null)]
            public partial class EmptyTable;
            """),
        ["ItemCollections"] = TestSource.File("""
            [Table("all")]
            public partial class AllTable;

            [Entity<AllTable>("G#{Id:D5}", "A")]
            public partial record struct Header(int Id, string Title);

            [Entity<AllTable>("G#{GroupId:D5}", "M#{Name}")]
            public partial class Member { public int GroupId { get; set; } public required string Name { get; set; } }

            [ItemCollection<AllTable>("G#{Id:D5}", Repository = "Groups")]
            public sealed partial class Group(Header? header, Member[] members)
            {
                public Header? Header { get; } = header;
                public Member[] Members { get; } = members;
                public int Count => Members.Length;
            }
            """),
    };
}
