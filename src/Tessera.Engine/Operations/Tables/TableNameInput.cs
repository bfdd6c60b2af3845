using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Tables;

/// <summary>A request that only names a table.</summary>
internal static class TableNameInput
{
    /// <summary>Reads and checks the name or ARN.</summary>
    public static string Read(ReadOnlyMemory<byte> body)
    {
        string? name = null;
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                name = reader.ReadString();
        }
        reader.End();
        return TableConstraints.RequireTableName(name);
    }
}
