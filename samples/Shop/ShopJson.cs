using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Tessera;

namespace Shop;

/// <summary>The JSON of the API, written when it compiles: a natively compiled function has no reflection to fall back on.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(NewOrder))]
[JsonSerializable(typeof(ShopEndpoints.NewPrice))]
[JsonSerializable(typeof(ShopEndpoints.NewQuantity))]
[JsonSerializable(typeof(UserAccount))]
[JsonSerializable(typeof(OrderDetails))]
[JsonSerializable(typeof(Page<Order>))]
[JsonSerializable(typeof(List<User>))]
[JsonSerializable(typeof(List<Product>))]
[JsonSerializable(typeof(List<UserOrder>))]
[JsonSerializable(typeof(List<DailySales>))]
[JsonSerializable(typeof(List<LogEntry>))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ShopJson : JsonSerializerContext;
