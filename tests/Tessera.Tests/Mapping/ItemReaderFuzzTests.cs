using System.Globalization;
using System.Text;
using Tessera.Mapping;
using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Mapping;

/// <summary>A response that is not what it should be ends in a mapping error, never in another exception or a hang. Seed: <c>TESSERA_SEED</c>.</summary>
public sealed class ItemReaderFuzzTests
{
    private const int Mutations = 50_000;

    private static readonly byte[] _item = Encoding.UTF8.GetBytes(
        """
        {"UserId":{"S":"u1"},"PlacedAt":{"S":"2024-01-15T12:00:00.0000000Z"},"OrderId":{"S":"a\u00e9\ud83c\udfd4\n"},"Status":{"S":"Shipped"},
        "Total":{"N":"12.5"},"Count":{"N":"2"},"Note":{"NULL":true},"Tags":{"L":[{"S":"x"},{"S":""}]},"Warehouses":{"NS":["1","-2"]},
        "Discounts":{"M":{"a.b":{"N":"0.5"}}},"Else":{"BOOL":true},"Bytes":{"B":"AQI="},"EntityType":{"S":"Order"}}
        """);

    [Fact]
    public void Read_MutatedItem_IsReadOrIsAMappingError()
    {
        var seed = Environment.GetEnvironmentVariable("TESSERA_SEED") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 20240115;
        var random = new Random(seed);
        var read = 0;
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var mutated = Mutate(random);
            try
            {
                var reader = new ItemReader(mutated);
                OrderMapper.Instance.ReadAttributes(ref reader);
                read++;
            }
            catch (ItemMappingException)
            {
                // What must happen.
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed}, mutation {mutation}: {exception.GetType().Name} for {Encoding.Latin1.GetString(mutated)}\n{exception}");
            }
        }

        // Most mutations inside texts leave the item readable: else the test would test nothing.
        Assert.InRange(read, Mutations / 50, Mutations - (Mutations / 50));
    }

    private static byte[] Mutate(Random random)
    {
        const string Interesting = "{}[]\",:\\0-.eE\0 SNBLMutf\xff\xd8";
        var bytes = _item.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var position = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[position] = (byte)Interesting[random.Next(Interesting.Length)];
                    break;
                case 1:
                    bytes.RemoveRange(position, Math.Min(random.Next(1, 12), bytes.Count - position));
                    break;
                case 2:
                    bytes.InsertRange(position, bytes.GetRange(position, Math.Min(random.Next(1, 30), bytes.Count - position)));
                    break;
                default:
                    bytes.RemoveRange(position, bytes.Count - position);
                    break;
            }

            if (bytes.Count == 0)
                bytes.Add((byte)'{');
        }

        return [.. bytes];
    }
}
