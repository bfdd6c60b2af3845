using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Tests.Runtime;

public sealed class XRayHeaderTests
{
    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData("Sampled=0; Parent=53995C3F42CD8AD8; Root=1-5759E988-BD862E3FE1BE46A994272793", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1", null)]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279x;Parent=53995c3f42cd8ad8", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void TryParse_Header_IsTheParentOfTheTrace(string? header, string? expected)
    {
        var isParent = XRayHeader.TryParse(header, out var context);

        Assert.Equal(expected, isParent ? $"00-{context.TraceId}-{context.SpanId}-{(int)context.TraceFlags:x2}" : null);
    }
}
