using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Worker;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTessera<SalesTable>();
builder.AddStreamHandler<Audit>(handler => handler.EventSource = handler.EventSource with { BatchSize = 7 });
builder.AddStreamHandler<SalesEvents>();
builder.AddStreamIdempotency();
builder.Services.AddSingleton<Totals>();
builder.Services.AddHostedService<Announcement>();
if (builder.Environment.IsDevelopment())
    builder.Services.AddHostedService<SeedData>();
await builder.Build().RunAsync();
