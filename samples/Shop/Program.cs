using Shop;

var builder = WebApplication.CreateSlimBuilder(args);
var options = ShopOptions.Read(builder.Configuration);
builder.AddTessera<ShopTable>();
builder.AddStreamHandler<OrderEvents>();
builder.Services.AddSingleton(options);
builder.Services.AddSingleton<Carts>();
builder.Services.AddSingleton<OrderPlacement>();
if (builder.Environment.IsDevelopment() || options.IsLocalCloud)
    builder.Services.AddHostedService<Opening>();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ShopJson.Default));
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ShopErrors>();

var app = builder.Build();
app.UseExceptionHandler();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapShop();
app.Lifetime.ApplicationStarted.Register(() =>
{
    // In Lambda it has no address.
    if (app.Urls.Count > 0)
        Console.WriteLine($"The shop is open: {string.Join(", ", app.Urls)}");
});
app.Run();
