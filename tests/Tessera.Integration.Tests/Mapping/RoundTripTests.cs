using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Tessera.Integration.Tests.Entities;
using Tessera.Testing;

namespace Tessera.Integration.Tests.Mapping;

/// <summary>Every property type is stored and read back through the engine, by both transports.</summary>
public sealed class RoundTripTests
{
    private const int Rounds = 50;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_RandomScalars_AreReadBack(bool fast)
    {
        using var engine = new TestEngine();
        var table = await CreateAsync(engine, fast);
        var values = new RandomValues();
        for (var i = 0; i < Rounds; i++)
        {
            var expected = RandomScalars(values);
            await table.Scalars.PutAsync(expected);
            var found = await table.Scalars.GetAsync(expected.Id);
            Same.Check(expected, found, $"seed {values.Seed}");
            Assert.Equal("ignored", found!.Ignored);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_RandomCollections_AreReadBack(bool fast)
    {
        using var engine = new TestEngine();
        var table = await CreateAsync(engine, fast);
        var values = new RandomValues();
        for (var i = 0; i < Rounds; i++)
        {
            var expected = RandomCollections(values, i);
            await table.Collections.PutAsync(expected);
            Same.Check(expected, await table.Collections.GetAsync(expected.Id), $"seed {values.Seed}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_RandomObjects_AreReadBack(bool fast)
    {
        using var engine = new TestEngine();
        var table = await CreateAsync(engine, fast);
        var values = new RandomValues();
        for (var i = 0; i < Rounds; i++)
        {
            var expected = RandomPerson(values, i);
            await table.Persons.PutAsync(expected);
            Same.Check(expected, await table.Persons.GetAsync(expected.Id), $"seed {values.Seed}");
        }
    }

    [Fact]
    public async Task Put_ConstructedAndStruct_AreReadBack()
    {
        using var engine = new TestEngine();
        var table = await CreateAsync(engine, fast: true);
        var constructed = new Constructed("1", 7, DayOfWeek.Monday, "note");
        await table.Constructeds.PutAsync(constructed);
        Same.Check(constructed, await table.Constructeds.GetAsync("1"));

        var stored = await table.Structs.CreateAsync(new AsStruct("1", null, 0));
        Assert.Equal(new AsStruct("1", null, 1), stored);
        Assert.Equal(stored, await table.Structs.GetAsync("1"));
        Assert.False((await table.Structs.FindAsync(new AsStructKey("2"))).Found);
    }

    [Fact]
    public async Task Get_AttributesAreAbsent_LeavesInitialValues()
    {
        using var engine = new TestEngine();
        var table = await CreateAsync(engine, fast: true);
        var id = Guid.NewGuid();
        await engine.Client.PutItemAsync("everything", new()
        {
            ["PK"] = new("SCALARS"),
            ["SK"] = new(id.ToString()),
            ["EntityType"] = new("Scalars"),
            ["Id"] = new(id.ToString()),
        });
        var found = (await table.Scalars.GetAsync(id))!;
        Assert.Equal("", found.Text);
        Assert.Equal("default", found.InitWithDefault);
        Assert.Equal(5, found.PrivateSet);
        Assert.Null(found.OptionalText);
    }

    [Fact]
    public async Task Get_RequiredAttributeIsAbsent_NamesEntityAttributeAndKey()
    {
        using var engine = new TestEngine();
        var table = await CreateAsync(engine, fast: true);
        await engine.Client.PutItemAsync("everything", new() { ["PK"] = new("PERSON#1"), ["SK"] = new("P"), ["EntityType"] = new("Person"), ["Id"] = new("1") });
        var exception = await Assert.ThrowsAsync<ItemMappingException>(() => table.Persons.GetAsync("1"));
        Assert.Contains("Person", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'Home'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("PERSON#1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task Put_NumberIsNotFinite_NamesTheAttribute(double number)
    {
        using var engine = new TestEngine();
        var table = await CreateAsync(engine, fast: true);
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => table.Scalars.PutAsync(new Scalars { Id = Guid.NewGuid(), Double = number }));
        Assert.Contains("'Double'", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<EverythingTable> CreateAsync(TestEngine engine, bool fast)
    {
        IAmazonDynamoDB client = fast ? engine.CreateFastClient() : engine.Client;
        var table = new EverythingTable(client);
        await table.EnsureCreatedAsync();
        return table;
    }

    private static Scalars RandomScalars(RandomValues values)
    {
        var result = new Scalars
        {
            Id = values.Guid(),
            Text = values.Text(),
            OptionalText = values.OrNothing(values.Text),
            Yes = values.Bool(),
            Maybe = values.OrNull(values.Bool),
            SByte = (sbyte)values.Int(sbyte.MinValue, sbyte.MaxValue + 1),
            Byte = (byte)values.Int(0, 256),
            Short = (short)values.Int(short.MinValue, short.MaxValue + 1),
            UShort = (ushort)values.Int(0, ushort.MaxValue + 1),
            Int = values.Int(),
            OptionalInt = values.OrNull(() => values.Int()),
            UInt = (uint)values.ULong(),
            Long = values.Long(),
            ULong = values.ULong(),
            Half = (Half)values.Int(-1000, 1000),
            Float = values.Pick(0f, 1.5f, float.Epsilon, -123456.789f, float.MaxValue),
            Double = values.Double(),
            OptionalDouble = values.OrNull(values.Double),
            Decimal = values.Decimal(),
            OptionalDecimal = values.OrNull(values.Decimal),
            Letter = values.Char(),
            Guid = values.Guid(),
            OptionalGuid = values.OrNull(values.Guid),
            Time = values.Time(),
            OptionalTime = values.OrNull(values.Time),
            Instant = values.Instant(),
            OptionalInstant = values.OrNull(values.Instant),
            Day = values.Day(),
            OptionalDay = values.OrNull(values.Day),
            Clock = values.Clock(),
            Duration = values.Duration(),
            Colour = values.Pick(Colour.Red, Colour.Green, Colour.DeepBlue),
            OptionalColour = values.OrNull(() => Colour.DeepBlue),
            ColourNumber = values.Pick(Colour.Red, Colour.DeepBlue, (Colour)99),
            OptionalColourNumber = values.OrNull(() => Colour.Green),
            Bytes = values.Bytes(),
            OptionalBytes = values.OrNothing(() => values.Bytes()),
            Memory = values.Bytes(),
            OptionalMemory = values.OrNull<ReadOnlyMemory<byte>>(() => values.Bytes()),
            InitWithDefault = values.Text(),
        };
        result.SetPrivate(values.Int());
        return result;
    }

    private static Collections RandomCollections(RandomValues values, int id) => new()
    {
        Id = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        List = values.Many(values.Text),
        Array = [.. values.Many(() => values.OrNothing(values.Text))],
        OptionalList = values.OrNothing(() => values.Many(() => values.Int())),
        OptionalElements = values.Many(() => values.OrNull(() => values.Int())),
        Immutable = [.. values.Many(values.Guid)],
        ImmutableList = [.. values.Many(values.Day)],
        Nested = values.Many(() => values.Many(() => values.Bytes())),
        Map = values.Many(values.Text).Distinct(StringComparer.Ordinal).Where(k => k.Length > 0).ToDictionary(k => k, _ => values.Decimal(), StringComparer.Ordinal),
        ByColour = new Dictionary<Colour, string?> { [Colour.DeepBlue] = values.OrNothing(values.Text), [Colour.Red] = null },
        ByNumber = new SortedDictionary<int, bool> { [-5] = values.Bool(), [values.Int(0, 100)] = values.Bool() },
        ByGuid = values.Many(values.Guid).ToImmutableDictionary(k => k, _ => values.Many(() => values.Int())),
        ByDay = values.OrNothing(() => values.Many(values.Day).Distinct().ToDictionary(k => k, _ => values.Int())),
        ByInstant = values.Many(values.Instant).Select(i => i.ToUniversalTime()).ToDictionary(k => k, _ => new Address(values.Text(), values.Text())),
        Tags = [.. values.Many(values.Text)],
        Numbers = new HashSet<int>(values.Many(() => values.Int())),
        Prices = values.OrNothing(() => new HashSet<decimal>([1.5m, .. values.Many(values.Decimal)])),
        Hashes = [.. values.Many(() => values.Bytes(8))],
        Sorted = [.. values.Many(values.Text)],
        ImmutableSet = [.. values.Many(values.Long)],
    };

    private static Person RandomPerson(RandomValues values, int id) => new()
    {
        Id = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Home = new Address(values.Text(), values.Text()),
        Work = values.OrNothing(() => new Address(values.Text(), values.Text(), values.Text())),
        Position = new Point(values.Double(), values.Double()),
        Last = values.OrNull(() => new Point(values.Double(), 0)),
        Tree = values.OrNothing(() => RandomTree(values, 4)),
        Others = new() { ["first"] = new Address(values.Text(), "x"), ["second"] = new Address("y", values.Text()) },
        Balance = values.OrNothing(() => new Money<decimal>(values.Decimal(), "CHF")),
        Inner = new Container.Inner { Value = values.Int() },
    };

    private static Tree RandomTree(RandomValues values, int depth) => new()
    {
        Name = values.OrNothing(values.Text),
        Children = depth == 0 ? [] : values.Many(() => RandomTree(values, depth - 1)),
    };
}
