using Sensors;
using Tessera.Hosting;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTessera<SensorsTable>();
builder.AddStreamHandler<AlarmEvents>();
builder.Services.AddSingleton(services => SensorsOptions.Read(builder.Configuration, services.GetRequiredService<TesseraOptions>()));
builder.Services.AddSingleton<Measurements>();
// A deployed function neither starts it nor is allowed what it does.
if (builder.Environment.IsDevelopment())
    builder.Services.AddHostedService<FleetSimulation>();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, SensorsJson.Default));
builder.Services.AddProblemDetails();

var app = builder.Build();
app.UseExceptionHandler();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapSensors();
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"The sensors report to {string.Join(", ", app.Urls)}"));
app.Run();
