using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Tessera;

/// <summary>
/// The text form of a last evaluated key: one version byte, four bytes that identify the query, four that protect the content, then the key as
/// DynamoDB JSON; all as base64url.
/// </summary>
internal static class Continuation
{
    private const byte Version = 1;
    private const int HeaderLength = 9;

    /// <summary>Packs a key for the query whose request (without page size and start) is given.</summary>
    public static string Encode(ReadOnlySpan<byte> query, ReadOnlySpan<byte> lastKey)
    {
        var token = new byte[HeaderLength + lastKey.Length];
        token[0] = Version;
        Digest(query, token.AsSpan(1, 4));
        Digest(lastKey, token.AsSpan(5, 4));
        lastKey.CopyTo(token.AsSpan(HeaderLength));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Unpacks a key, after checking that it is whole and of this query.</summary>
    /// <param name="query">The request, as for <see cref="Encode"/>.</param>
    /// <param name="continuation">The text that came back.</param>
    /// <param name="attributes">The attributes that the query's last evaluated keys have.</param>
    public static byte[] Decode(ReadOnlySpan<byte> query, string continuation, IEnumerable<KeyModel> attributes)
    {
        if (!Base64Url.IsValid(continuation))
            throw new InvalidContinuationException("it is not one of ours");
        var token = Base64Url.DecodeFromChars(continuation);
        if (token.Length <= HeaderLength)
            throw new InvalidContinuationException("it is too short");
        if (token[0] != Version)
            throw new InvalidContinuationException($"it has version {token[0]} where {Version} is understood");

        Span<byte> digest = stackalloc byte[4];
        var lastKey = token[HeaderLength..];
        Digest(lastKey, digest);
        if (!digest.SequenceEqual(token.AsSpan(5, 4)))
            throw new InvalidContinuationException("it is damaged or was changed");
        Digest(query, digest);
        if (!digest.SequenceEqual(token.AsSpan(1, 4)))
            throw new InvalidContinuationException("it belongs to another query: the table, index, keys, filter and direction must be the same");
        if (!IsKey(lastKey, [.. attributes]))
            throw new InvalidContinuationException("it does not hold a key of this query");
        return lastKey;
    }

    // The checksums have no secret: whoever makes a token of their own must not get anything but a key into the request.
    private static bool IsKey(byte[] json, IReadOnlyList<KeyModel> attributes)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().Count() == attributes.Count
                && attributes.All(attribute => document.RootElement.TryGetProperty(attribute.Name, out var value) && IsOf(attribute.Type, value));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsOf(KeyType type, JsonElement value)
    {
        var name = type switch { KeyType.Number => "N", KeyType.Binary => "B", _ => "S" };
        return value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().Count() == 1
            && value.TryGetProperty(name, out var text)
            && text.ValueKind == JsonValueKind.String;
    }

    private static void Digest(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        hash[..4].CopyTo(target);
    }
}
