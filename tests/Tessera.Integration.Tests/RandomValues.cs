using System.Globalization;
using System.Text;

namespace Tessera.Integration.Tests;

/// <summary>Random values of every type. The seed is in each failure's message; TESSERA_TEST_SEED brings the same values back.</summary>
internal sealed class RandomValues
{
    private readonly Random _random;

    public RandomValues()
    {
        Seed = int.TryParse(Environment.GetEnvironmentVariable("TESSERA_TEST_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"TESSERA_TEST_SEED={Seed}");
        _random = new Random(Seed);
    }

    public int Seed { get; }

    public bool Bool() => _random.Next(2) == 0;

    public int Int(int low = int.MinValue, int high = int.MaxValue) => _random.Next(low, high);

    public long Long() => Pick(long.MinValue, long.MaxValue, 0, _random.NextInt64(long.MinValue, long.MaxValue));

    public ulong ULong() => Pick(ulong.MaxValue, ulong.MinValue, (ulong)_random.NextInt64());

    /// <summary>Within the range of DynamoDB's numbers, which is narrower than that of a double.</summary>
    public double Double() => Pick(0, -0.1, Math.PI, (_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-100, 100)));

    public decimal Decimal() => Pick(0m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, new decimal(_random.Next(), _random.Next(), _random.Next(), Bool(), (byte)_random.Next(29)));

    public char Char() => (char)Pick(_random.Next(1, 0x7F), _random.Next(0xA0, 0xD7FF), _random.Next(0xE000, 0xFFFD));

    public string Text()
    {
        var text = new StringBuilder();
        for (var length = _random.Next(12); length > 0; length--)
            text.Append(Pick(Char().ToString(), "\"", "\\", "\n", "\u0001", "😀", "é", "a"));
        return text.ToString();
    }

    public Guid Guid() => new(Bytes(16));

    public DateTime Time() => new(_random.NextInt64(DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);

    public DateTimeOffset Instant() => new DateTimeOffset(new DateTime(_random.NextInt64(DateTime.MinValue.Ticks + TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)), TimeSpan.FromMinutes(_random.Next(-800, 800)));

    public DateOnly Day() => DateOnly.FromDateTime(Time());

    public TimeOnly Clock() => TimeOnly.FromDateTime(Time());

    public TimeSpan Duration() => Pick(TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, new TimeSpan(_random.NextInt64(long.MinValue, long.MaxValue)));

    public byte[] Bytes(int? length = null)
    {
        var bytes = new byte[length ?? _random.Next(20)];
        _random.NextBytes(bytes);
        return bytes;
    }

    public T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    public T? OrNull<T>(Func<T> value)
        where T : struct => _random.Next(3) == 0 ? null : value();

    public T? OrNothing<T>(Func<T> value)
        where T : class => _random.Next(3) == 0 ? null : value();

    public List<T> Many<T>(Func<T> value) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => value())];
}
