using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Tables;

/// <summary>A request of which nothing is read but that it is an object.</summary>
internal static class NoInput
{
    public static void Read(ReadOnlyMemory<byte> body)
    {
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
        }
        reader.End();
    }
}
