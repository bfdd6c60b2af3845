using System.Text.Json.Nodes;

namespace Tessera.Engine.Tests.Kit;

/// <summary>A response as a test looks at it.</summary>
internal sealed record Answer(int Status, string ContentType, string Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The name of the error, without the prefix of its layer; null for a success.</summary>
    public string? Error => Json["__type"]?.GetValue<string>().Split('#')[1];

    /// <summary>The message of the error, however it is spelled.</summary>
    public string? Message => Json.AsObject().FirstOrDefault(member => member.Key is "message" or "Message").Value?.GetValue<string>();

    /// <summary>The value at a path of names and list positions, such as <c>Table.KeySchema.0.KeyType</c>; null where there is none.</summary>
    public JsonNode? this[string path]
    {
        get
        {
            JsonNode? node = Json;
            foreach (var part in path.Split('.'))
                node = int.TryParse(part, out var index) ? (node as JsonArray)?.ElementAtOrDefault(index) : (node as JsonObject)?[part];
            return node;
        }
    }

    /// <summary>The text of the value at a path: strings bare, everything else as JSON; null where there is none.</summary>
    public string? Text(string path) => this[path] is { } node ? node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString() : null;

    public void ShouldSucceed() => Assert.True(Status == 200, $"{Status}: {Body}");

    /// <summary>Status 400 with this error and exactly this message.</summary>
    public void ShouldFail(string error, string? message) => Assert.Equal((400, error, message), (Status, Error, Message));

    /// <summary>A success with this JSON, whatever the order of members and the white space.</summary>
    public void ShouldBe(string json)
    {
        ShouldSucceed();
        Assert.Equal(CanonicalJson.Of(json), CanonicalJson.Of(Body));
    }
}
