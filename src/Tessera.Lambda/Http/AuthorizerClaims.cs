using System.Security.Claims;
using System.Text;
using System.Text.Json;

namespace Tessera.Lambda.Http;

/// <summary>Makes claims of what a gateway's authorizer found out: a JWT's claims, a Cognito user pool's, IAM's, or those of a Lambda authorizer.</summary>
internal static class AuthorizerClaims
{
    private const string AuthenticationType = "AmazonApiGateway";
    private const string GroupsClaim = "cognito:groups";

    /// <summary>Reads the user; null where nobody was authorized.</summary>
    public static ClaimsPrincipal? Read(ReadOnlySpan<byte> authorizer)
    {
        if (authorizer.IsEmpty)
            return null;
        var reader = new Utf8JsonReader(authorizer);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;

        var identity = new ClaimsIdentity(AuthenticationType, nameType: "sub", roleType: GroupsClaim);
        ReadMembers(ref reader, identity);
        return identity.Claims.Any() ? new ClaimsPrincipal(identity) : null;
    }

    private static void ReadMembers(ref Utf8JsonReader reader, ClaimsIdentity identity)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            // The names of the kinds of authorizers hold claims and are none; so is the list of a token's scopes, which are claims already.
            if (name is "jwt" or "claims" or "lambda" or "iam" && reader.TokenType == JsonTokenType.StartObject)
                ReadMembers(ref reader, identity);
            else if (name == "scopes")
                reader.Skip();
            else
                AddClaims(ref reader, identity, name);
        }
    }

    private static void AddClaims(ref Utf8JsonReader reader, ClaimsIdentity identity, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    AddClaims(ref reader, identity, name);
                break;
            case JsonTokenType.StartObject:
                reader.Skip();
                break;
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String when name == GroupsClaim:
                AddGroups(identity, reader.GetString()!);
                break;
            case JsonTokenType.String:
                identity.AddClaim(new Claim(name, reader.GetString()!));
                break;
            default:
                identity.AddClaim(new Claim(name, Encoding.UTF8.GetString(reader.ValueSpan)));
                break;
        }
    }

    /// <summary>Gateways write lists into one text: <c>[admins editors]</c> in HTTP APIs, <c>admins,editors</c> in REST APIs.</summary>
    private static void AddGroups(ClaimsIdentity identity, string groups)
    {
        foreach (var group in groups.Trim('[', ']').Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
            identity.AddClaim(new Claim(GroupsClaim, group));
    }
}
