using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Sensors;
using Tessera.Testing;

namespace Tessera.Samples.Tests;

/// <summary>The Sensors' API and alarms, without the simulated fleet, on an engine whose clock the test moves.</summary>
public sealed class SensorsApiTests : IDisposable
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2025, 11, 28, 0, 2, 0, TimeSpan.Zero));
    private readonly WebApplicationFactory<SensorsTable> _factory;
    private readonly HttpClient _http;

    public SensorsApiTests()
    {
        _factory = new WebApplicationFactory<SensorsTable>().WithWebHostBuilder(host => host
            .UseSetting("Sensors:Simulate", "false")
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_clock)));
        _http = _factory.CreateClient();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SensorsTable Table => _factory.Services.GetRequiredService<SensorsTable>();

    public void Dispose()
    {
        _http.Dispose();
        _factory.Dispose();
    }

    [Fact]
    public async Task Readings_SentTwice_AreStoredAndCountedOnce()
    {
        object[] batch = [Reading("N-01", 0, 20), Reading("N-02", 0, 21), Reading("P-01", 0, 25)];

        Assert.Equal(3, await SendAsync(batch));
        Assert.Equal(0, await SendAsync(batch));
        Assert.Equal(1, await SendAsync([.. batch, Reading("S-01", 0, 30)]));

        var minute = Assert.Single((await GetAsync("/api/fleet")).EnumerateArray());
        Assert.Equal(4, minute.GetProperty("readings").GetInt32());
        Assert.Equal(24, minute.GetProperty("average").GetDouble(), 9);
    }

    [Fact]
    public async Task Series_OverMidnight_ComesFromBothDays()
    {
        await SendAsync(Reading("N-01", -180, 19), Reading("N-01", -121, 20), Reading("N-01", 0, 21), Reading("N-02", 0, 30));

        Assert.Equal([19.0, 20, 21], await ValuesAsync("/api/sensors/N-01/readings"));
        Assert.Equal([21.0], await ValuesAsync($"/api/sensors/N-01/readings?after={Uri.EscapeDataString(At(-121).ToString("O"))}"));
        Assert.Equal([At(-180), At(0)], (await GetAsync("/api/fleet")).EnumerateArray().Select(fleet => fleet.GetProperty("minute").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Alarm_AboveTheLimit_IsRaisedOnceAndClearedWellBelow()
    {
        await Table.Sensors.PutAsync(new Sensor { SensorId = "N-01", Site = "North House", Limit = 28, ClearBelow = 26.5 }, Stop);

        await SendAsync(Reading("N-01", 0, 27.9), Reading("N-01", 1, 28.5), Reading("N-01", 2, 30));
        var raised = await AlarmsAsync(alarms => alarms.GetProperty("open").GetArrayLength() > 0);
        await SendAsync(Reading("N-01", 3, 27));
        await Eventually.Async(() => SensorAsync("N-01"), sensor => sensor.LastValue == 27, Tick);
        var still = await AlarmsAsync(_ => true);
        await SendAsync(Reading("N-01", 4, 26));
        var cleared = await AlarmsAsync(alarms => alarms.GetProperty("cleared").GetArrayLength() > 0);

        var alarm = Assert.Single(raised.GetProperty("open").EnumerateArray());
        Assert.Equal((28.5, At(1)), (alarm.GetProperty("value").GetDouble(), alarm.GetProperty("raisedAt").GetDateTimeOffset()));
        Assert.Equal(1, still.GetProperty("open").GetArrayLength());
        Assert.Equal(0, cleared.GetProperty("open").GetArrayLength());
        Assert.Equal(At(4), Assert.Single(cleared.GetProperty("cleared").EnumerateArray()).GetProperty("clearedAt").GetDateTimeOffset());
        Assert.Null((await SensorAsync("N-01")).AlarmSince);
    }

    [Fact]
    public async Task OnInserted_SameReadingsAgain_ChangesNothing()
    {
        await Table.Sensors.PutAsync(new Sensor { SensorId = "N-01", Site = "North House", Limit = 28, ClearBelow = 26.5 }, Stop);
        var events = new AlarmEvents(Table);
        Reading[] readings = [Stored(0, 29), Stored(1, 30), Stored(2, 25), Stored(3, 29)];

        foreach (var reading in readings.Concat(readings))
            await events.OnInserted(reading, Stop);

        Assert.Equal(At(3), (await SensorAsync("N-01")).AlarmSince);
        Assert.Equal(1, await Table.Alarms.QueryByState(AlarmState.Open).CountAsync(Stop));
        Assert.Equal(1, await Table.Alarms.QueryByState(AlarmState.Cleared).CountAsync(Stop));

        Reading Stored(int second, double value) => new() { SensorId = "N-01", At = At(second), Value = value, ExpiresAt = At(86_400) };
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"sensorId":"","at":"2025-11-28T00:00:00Z","value":1}]""")]
    public async Task Readings_Wrong_AreRefused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("/api/readings", content, Stop);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public void Shards_OfManySensors_AreEvenAndStayTheSame()
    {
        var counts = Enumerable.Range(0, 4_000).GroupBy(sensor => Shards.Of($"sensor-{sensor:D5}")).ToDictionary(shard => shard.Key, shard => shard.Count());

        Assert.Equal([0, 1, 2, 3], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1_200));
        Assert.Equal(ReferenceShard("N-01"), Shards.Of("N-01"));

        static int ReferenceShard(string text) => (int)(text.Aggregate(0x811C9DC5u, (hash, character) => unchecked((hash ^ character) * 0x01000193u)) & 3);
    }

    private static DateTimeOffset At(int second) => new DateTimeOffset(2025, 11, 28, 0, 1, 0, TimeSpan.Zero).AddSeconds(second);

    private static object Reading(string sensorId, int second, double value) => new { sensorId, at = At(second), value };

    private async Task<int> SendAsync(params object[] readings)
    {
        using var response = await _http.PostAsJsonAsync("/api/readings", readings, Stop);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("new").GetInt32();
    }

    private Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>(path, Stop);

    private async Task<IEnumerable<double>> ValuesAsync(string path) =>
        (await GetAsync(path)).EnumerateArray().Select(reading => reading.GetProperty("value").GetDouble());

    private Task<JsonElement> AlarmsAsync(Func<JsonElement, bool> areThere) => Eventually.Async(() => GetAsync("/api/alarms"), areThere, Tick);

    private async Task<Sensor> SensorAsync(string sensorId) => (await Table.Sensors.GetAsync(sensorId, consistent: true, Stop))!;

    // The mapping waits on this clock.
    private void Tick() => _clock.Advance(TimeSpan.FromSeconds(1));
}
