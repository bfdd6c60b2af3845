namespace Tessera.Engine.Protocol;

/// <summary>Makes request ids: 52 capitals and digits, as the service does.</summary>
internal static class RequestId
{
    private const int Length = 52;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static string Next(EngineRandom random) => string.Create(Length, random, static (characters, random) =>
    {
        Span<byte> bytes = stackalloc byte[Length];
        random.Fill(bytes);
        for (var i = 0; i < characters.Length; i++)
            characters[i] = Alphabet[bytes[i] % Alphabet.Length];
    });
}
