using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Tessera.Hosting.Describing;

/// <summary>
/// A program that is started with <c>TESSERA_DESCRIBE=file</c> writes what it is made of to the file and stops, before it serves anything or talks to a
/// service: <c>tessera schema</c> reads it.
/// </summary>
internal static class DescribeMode
{
    public const string Variable = "TESSERA_DESCRIBE";

    public static bool IsOn => File is not null;

    private static string? File => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? file : null;

    /// <summary>Puts the description in the place of the server, and before everything else that runs when the program starts.</summary>
    public static void Register(IServiceCollection services)
    {
        if (File is not { } file || services.Any(service => service.ServiceType == typeof(DescriptionTarget)))
            return;
        services.AddSingleton(new DescriptionTarget(file));
        services.AddSingleton<ApplicationDescriber>();
        services.AddSingleton<DescribingServer>();
        services.Replace(ServiceDescriptor.Singleton<IServer>(provider => provider.GetRequiredService<DescribingServer>()));
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, DescribingService>());
    }
}

/// <summary>The file to write.</summary>
internal sealed record DescriptionTarget(string Path);

/// <summary>A table context of the program, without making it; with its name where the table options do not name it.</summary>
internal sealed record DescribedTable(Type Context, TableModel Model, string? TableName = null);
