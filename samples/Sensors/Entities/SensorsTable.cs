using Tessera;

namespace Sensors;

/// <summary>One table for the sensors, their readings by day, the fleet's minutes and the alarms.</summary>
[Table("sensors", Stream = StreamView.NewImage)]
public partial class SensorsTable;
