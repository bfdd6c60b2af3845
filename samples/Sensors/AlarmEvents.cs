using Tessera;

namespace Sensors;

/// <summary>
/// Follows the readings: notes a sensor's last value, raises an alarm when it goes above the limit, and clears it when it is well below again.
/// Records come at least once; each step is conditional, so a record that comes again changes nothing.
/// </summary>
[StreamHandler<SensorsTable>]
public sealed partial class AlarmEvents(SensorsTable sensors)
{
    public async Task OnInserted(Reading reading, CancellationToken cancellationToken)
    {
        if (await NoteAsync(reading, cancellationToken) is not { } sensor)
            return;
        if (sensor.AlarmSince is null && reading.Value > sensor.Limit)
            await RaiseAsync(sensor, reading, cancellationToken);
        else if (sensor.AlarmSince is { } since && since < reading.At && reading.Value < sensor.ClearBelow)
            await ClearAsync(sensor.SensorId, since, reading.At, cancellationToken);
    }

    /// <summary>The sensor with this reading as its last one; null where it is unknown, or a later reading has been noted.</summary>
    private async Task<Sensor?> NoteAsync(Reading reading, CancellationToken cancellationToken)
    {
        try
        {
            // "Not later" and not "earlier": a record that comes again after a failure goes on where the first attempt stopped.
            return await sensors.Sensors.Update(reading.SensorId)
                .Set(s => s.LastValue, reading.Value)
                .Set(s => s.LastAt, reading.At)
                .When(s => s.LastAt.NotExists() | s.LastAt <= reading.At)
                .RunAsync(cancellationToken);
        }
        catch (ConditionFailedException)
        {
            return null;
        }
    }

    private Task RaiseAsync(Sensor sensor, Reading reading, CancellationToken cancellationToken)
    {
        var alarm = new Alarm { SensorId = sensor.SensorId, RaisedAt = reading.At, State = AlarmState.Open, Value = reading.Value, Limit = sensor.Limit };
        return sensors.Transaction()
            .Create(alarm)
            .Update(sensors.Sensors.Update(sensor.SensorId).Set(s => s.AlarmSince, reading.At).When(s => s.AlarmSince.NotExists()))
            .CommitAsync(cancellationToken: cancellationToken);
    }

    private Task ClearAsync(string sensorId, DateTimeOffset since, DateTimeOffset at, CancellationToken cancellationToken) =>
        sensors.Transaction()
            .Update(sensors.Alarms.Update(sensorId, since).Set(a => a.State, AlarmState.Cleared).Set(a => a.ClearedAt, at))
            .Update(sensors.Sensors.Update(sensorId).Remove(s => s.AlarmSince).When(s => s.AlarmSince == since))
            .CommitAsync(cancellationToken: cancellationToken);
}
