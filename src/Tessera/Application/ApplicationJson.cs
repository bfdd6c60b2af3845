using System.Text.Json.Serialization;

namespace Tessera;

/// <summary>The JSON of a description: written by the program, read by the tools.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApplicationModel))]
internal sealed partial class ApplicationJson : JsonSerializerContext;
