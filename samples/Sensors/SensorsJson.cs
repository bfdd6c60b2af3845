using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Sensors;

/// <summary>The JSON of the API, written when it compiles.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Measurement[]))]
[JsonSerializable(typeof(List<Sensor>))]
[JsonSerializable(typeof(List<Reading>))]
[JsonSerializable(typeof(List<FleetAverage>))]
[JsonSerializable(typeof(SensorsEndpoints.AlarmList))]
[JsonSerializable(typeof(SensorsEndpoints.Recorded))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class SensorsJson : JsonSerializerContext;
