using System.Text.Json.Nodes;

namespace Tessera.Engine.Tests.Kit;

/// <summary>JSON in one spelling: members sorted by name, no white space. Lists keep their order.</summary>
internal static class CanonicalJson
{
    public static string Of(string json) => Sort(JsonNode.Parse(json))?.ToJsonString() ?? "null";

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Sort(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sort)]),
        _ => node?.DeepClone(),
    };
}
