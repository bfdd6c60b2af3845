using System.Text.Json.Serialization;
using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.AddTessera<ShopTable>();
builder.Services.AddSingleton<OrderPlacement>();
if (builder.Environment.IsDevelopment())
    builder.Services.AddHostedService<Opening>();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter<OrderStatus>()));
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ShopErrors>();

var app = builder.Build();
app.UseExceptionHandler();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapShop();
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"The shop is open: {string.Join(", ", app.Urls)}"));
app.Run();

/// <summary>The entry point, public so that tests can start the application.</summary>
public partial class Program;
