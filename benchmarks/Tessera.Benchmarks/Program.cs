using System.Globalization;
using Tessera.Benchmarks.Http;
using Tessera.Benchmarks.InProcess;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

switch (args)
{
    case ["bare-server"]:
        await BareServer.RunAsync();
        return 0;
    case ["http", .. var rest]:
        await HttpComparison.RunAsync(HttpComparisonOptions.Parse(rest));
        return 0;
    case ["in-process"]:
        InProcessRun.Run();
        return 0;
    case []:
        InProcessRun.Run();
        await HttpComparison.RunAsync(new HttpComparisonOptions());
        return 0;
    default:
        Console.Error.WriteLine("Usage: Tessera.Benchmarks [http [--seconds N] [--rounds N] [--connections N] [--only NAME] | in-process]. Without arguments: both.");
        return 1;
}
