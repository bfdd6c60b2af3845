using Tessera.Engine.Tables;

namespace Tessera.Engine.Tests.Tables;

public sealed class CapacityTests
{
    [Theory]
    [InlineData(0, true, 1)]
    [InlineData(0, false, 0.5)]
    [InlineData(4096, true, 1)]
    [InlineData(4097, true, 2)]
    [InlineData(4097, false, 1)]
    [InlineData(409_600, true, 100)]
    public void Read_SizeInBytes_CostsAUnitPer4KB(long sizeBytes, bool consistent, double units) =>
        Assert.Equal(units, Capacity.Read(sizeBytes, consistent));

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1024, 1)]
    [InlineData(0, 1025, 2)]
    [InlineData(3000, 10, 3)]
    [InlineData(10, 3000, 3)]
    public void Write_SizesBeforeAndAfter_TheLargerCounts(int before, int after, double units) => Assert.Equal(units, Capacity.Write(before, after));
}
