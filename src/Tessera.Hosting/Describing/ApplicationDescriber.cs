using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tessera.Hosting.Describing;

/// <summary>Gathers what a program is made of from its services.</summary>
internal sealed class ApplicationDescriber(IServiceProvider services, DescribingServer server)
{
    public ApplicationModel Describe(IEnumerable<IHostedService> hosted)
    {
        var assembly = Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("A program without an entry assembly cannot be described.");
        return new ApplicationModel
        {
            AssemblyName = assembly.GetName().Name!,
            TargetFramework = TargetFramework(assembly),
            IsAheadOfTime = !RuntimeFeature.IsDynamicCodeSupported,
            ServesHttp = server.IsStarted,
            ServesFiles = server.IsStarted && ServesFiles(),
            Tables = [.. services.GetServices<DescribedTable>().Select(Table).OrderBy(table => table.Model.Name, StringComparer.Ordinal)],
            StreamHandlers = [.. services.GetServices<StreamFunction>().Select(DescribedHandlers.Of).OrderBy(handler => handler.Name, StringComparer.Ordinal)],
            Routes = server.IsStarted ? DescribedRoutes.Of(services.GetRequiredService<EndpointDataSource>()) : [],
            HostedServices = [.. hosted.Select(service => service.GetType().FullName!).Where(IsOwn).Order(StringComparer.Ordinal)],
        };
    }

    private ApplicationTable Table(DescribedTable table)
    {
        var options = services.GetService<TableOptions>() ?? new TableOptions();
        return new ApplicationTable(table.Context.FullName!, table.TableName ?? options.TableName ?? options.TableNamePrefix + table.Model.Name, table.Model);
    }

    private bool ServesFiles()
    {
        var root = services.GetService<IWebHostEnvironment>()?.WebRootPath;
        return Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any();
    }

    private static bool IsOwn(string type) =>
        !type.StartsWith("Microsoft.", StringComparison.Ordinal) && !type.StartsWith("Tessera.Hosting.", StringComparison.Ordinal);

    /// <summary>Of <c>.NETCoreApp,Version=v10.0</c> the short form that projects and templates use.</summary>
    private static string TargetFramework(Assembly assembly)
    {
        var name = assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName ?? "";
        var version = name.IndexOf("Version=v", StringComparison.Ordinal);
        return version < 0 ? $"net{Environment.Version.Major}.0" : "net" + name[(version + "Version=v".Length)..];
    }
}
