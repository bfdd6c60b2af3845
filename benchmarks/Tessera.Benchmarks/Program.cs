using System.Globalization;
using Tessera.Benchmarks.ColdStart;
using Tessera.Benchmarks.Handlers;
using Tessera.Benchmarks.Http;
using Tessera.Benchmarks.InProcess;
using Tessera.Benchmarks.Mapping;
using Tessera.Benchmarks.StartUp;

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
    case ["streams"]:
        StreamRun.Run();
        return 0;
    case ["start-up", var executable]:
        await StartUpRun.RunAsync(Path.GetFullPath(executable));
        return 0;
    case ["cold-start", _, ..] cold:
        await ColdStartRun.RunAsync([.. cold[1..].Select(Path.GetFullPath)]);
        return 0;
    case ["mapper"]:
        await MapperComparison.RunAsync();
        return 0;
    case ["handlers"]:
        await HandlerComparison.RunAsync();
        return 0;
    case []:
        InProcessRun.Run();
        await MapperComparison.RunAsync();
        await HandlerComparison.RunAsync();
        await HttpComparison.RunAsync(new HttpComparisonOptions());
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage: Tessera.Benchmarks                                  in-process, mapper, handlers and http
                   Tessera.Benchmarks in-process
                   Tessera.Benchmarks streams
                   Tessera.Benchmarks http [--seconds N] [--rounds N] [--connections N] [--only NAME]
                   Tessera.Benchmarks mapper
                   Tessera.Benchmarks handlers
                   Tessera.Benchmarks start-up PUBLISHED_TOOL
                   Tessera.Benchmarks cold-start PUBLISHED_FUNCTION...
            """);
        return 1;
}
