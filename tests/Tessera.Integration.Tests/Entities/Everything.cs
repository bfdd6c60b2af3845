namespace Tessera.Integration.Tests.Entities;

[Table("everything")]
public partial class EverythingTable;

public enum Colour
{
    Red,
    Green,
    DeepBlue = 7,
}

/// <summary>One property of every scalar type.</summary>
[Entity<EverythingTable>("SCALARS", "{Id}")]
public partial class Scalars
{
    public required Guid Id { get; init; }
    public string Text { get; set; } = "";
    public string? OptionalText { get; set; } = "not null";
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
    public double? OptionalDouble { get; set; }
    public decimal Decimal { get; set; }
    public decimal? OptionalDecimal { get; set; }
    public char Letter { get; set; }
    public Guid Guid { get; set; }
    public Guid? OptionalGuid { get; set; }
    public DateTime Time { get; set; }
    public DateTime? OptionalTime { get; set; }
    public DateTimeOffset Instant { get; set; }
    public DateTimeOffset? OptionalInstant { get; set; }
    public DateOnly Day { get; set; }
    public DateOnly? OptionalDay { get; set; }
    public TimeOnly Clock { get; set; }
    public TimeSpan Duration { get; set; }
    public Colour Colour { get; set; }
    public Colour? OptionalColour { get; set; }

    [Attribute(EnumStorage = EnumStorage.Number)]
    public Colour ColourNumber { get; set; }

    [Attribute("a name with spaces, ümlauts and \"quotes\"", EnumStorage = EnumStorage.Number)]
    public Colour? OptionalColourNumber { get; set; }

    public byte[] Bytes { get; set; } = [];
    public byte[]? OptionalBytes { get; set; }
    public ReadOnlyMemory<byte> Memory { get; set; }
    public ReadOnlyMemory<byte>? OptionalMemory { get; set; }
    public string InitWithDefault { get; init; } = "default";
    public int PrivateSet { get; private set; } = 5;

    [Ignore]
    public string Ignored { get; set; } = "ignored";

    public void SetPrivate(int value) => PrivateSet = value;
}
