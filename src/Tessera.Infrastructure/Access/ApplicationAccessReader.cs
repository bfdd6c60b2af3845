using Tessera.Infrastructure.Access;

namespace Tessera.Infrastructure;

/// <summary>Reads what the functions of a program do with its tables out of its compiled code. Nothing of it runs.</summary>
public static class ApplicationAccessReader
{
    private const string StreamHandler = "Tessera.IStreamHandler";
    private const string HostedService = "Microsoft.Extensions.Hosting.";
    private const string WebFramework = "Microsoft.AspNetCore.";

    /// <summary>Reads a program's assembly and those beside it that use Tessera.</summary>
    /// <param name="assemblyPath">The program's assembly.</param>
    /// <param name="application">The program's description.</param>
    /// <returns>The actions of each function.</returns>
    /// <exception cref="InfrastructureException">The assembly is not a program.</exception>
    public static ApplicationAccess Read(string assemblyPath, ApplicationModel application)
    {
        ArgumentException.ThrowIfNullOrEmpty(assemblyPath);
        ArgumentNullException.ThrowIfNull(application);
        var code = ProgramCode.Load(assemblyPath);
        return new ApplicationAccess
        {
            Http = ReadHttp(code, application),
            StreamHandlers = application.StreamHandlers.ToDictionary(handler => handler.Name, handler => ReadStream(code, application, handler), StringComparer.Ordinal),
        };
    }

    /// <summary>Everything that the program starts and registers, but for what other functions do and what the deployed program does not start.</summary>
    private static FunctionAccess ReadHttp(ProgramCode code, ApplicationModel application)
    {
        var reach = new Reachability(code, type => IsOfAnotherFunction(code, application, type)).From(code.EntryPoint);
        foreach (var type in Registered(code, application).Concat(code.Types.Where(type => IsController(code, type))))
            reach.From(type);
        return Collector(code, application).Collect(InOrder(reach));
    }

    /// <summary>The handler with what it needs, and what every function of the program does when it starts.</summary>
    private static FunctionAccess ReadStream(ProgramCode code, ApplicationModel application, ApplicationStreamHandler handler)
    {
        var reach = new Reachability(code, type => type.Name != handler.HandlerType && IsOfAnotherFunction(code, application, type)).FromStart(code.EntryPoint);
        foreach (var type in Registered(code, application))
            reach.From(type);
        var own = code.Find(handler.HandlerType)
            ?? throw new InfrastructureException($"The type '{handler.HandlerType}' of the stream handler '{handler.Name}' is not in the program's assemblies.");
        return Collector(code, application).WithIdempotency().Collect(InOrder(reach.From(own)));
    }

    private static AccessCollector Collector(ProgramCode code, ApplicationModel application) => new(code, application.Tables);

    private static IEnumerable<CodeMethod> InOrder(Reachability reach) => reach.Reached.OrderBy(method => method.ToString(), StringComparer.Ordinal);

    private static IEnumerable<CodeType> Registered(ProgramCode code, ApplicationModel application) =>
        application.HostedServices.Select(code.Find).OfType<CodeType>();

    private static bool IsOfAnotherFunction(ProgramCode code, ApplicationModel application, CodeType type) =>
        code.Derives(type, StreamHandler)
        || (IsHostedService(code, type) && !application.HostedServices.Contains(type.Name));

    private static bool IsHostedService(ProgramCode code, CodeType type) =>
        code.Derives(type, HostedService + "IHostedService") || code.Derives(type, HostedService + "BackgroundService") || code.Derives(type, HostedService + "IHostedLifecycleService");

    /// <summary>Types that the web framework finds by itself: controllers, pages, hubs.</summary>
    private static bool IsController(ProgramCode code, CodeType type) =>
        code.Derives(type, WebFramework + "Mvc.Controller") || code.Derives(type, WebFramework + "Mvc.RazorPages") || code.Derives(type, WebFramework + "SignalR.Hub");
}
