using System.Text.Json;

namespace Tessera.Infrastructure;

/// <summary>Asks a program what it is made of: it is started, writes its description, and stops before it serves anything.</summary>
public static class ApplicationReader
{
    private const string Variable = "TESSERA_DESCRIBE";

    private static readonly TimeSpan _timeLimit = TimeSpan.FromMinutes(1);

    /// <summary>Starts a program as it starts when deployed, and reads its description.</summary>
    /// <param name="program">The program.</param>
    /// <param name="environment">The name of the environment that it is to start in, such as <c>Production</c>.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    /// <returns>The description.</returns>
    /// <exception cref="InfrastructureException">The program fails, takes more than a minute, or does not use Tessera's hosting.</exception>
    public static async Task<ApplicationModel> ReadAsync(ProgramAssembly program, string environment = "Production", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        var folder = Directory.CreateTempSubdirectory("tessera-");
        try
        {
            var file = Path.Combine(folder.FullName, "application.json");
            await RunAsync(program, environment, file, cancellationToken).ConfigureAwait(false);
            var application = ApplicationModel.FromJson(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false));
            return program.IsAheadOfTime ? application with { IsAheadOfTime = true } : application;
        }
        catch (JsonException exception)
        {
            throw new InfrastructureException($"'{program.Path}' describes itself in a way that this tool does not know; use the tool of the same version. {exception.Message}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(ProgramAssembly program, string environment, string file, CancellationToken cancellationToken)
    {
        var start = ProgramAssembly.DotnetStart([program.Path]);
        start.WorkingDirectory = program.Folder;
        start.Environment[Variable] = file;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = environment;
        // Nothing may ask a service for credentials.
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment.Remove("AWS_LAMBDA_RUNTIME_API");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeLimit);
        try
        {
            var (exitCode, output) = await ProcessRun.RunAsync(start, limit.Token).ConfigureAwait(false);
            if (exitCode != 0)
                throw new InfrastructureException($"'{program.Path}' failed when it was asked to describe itself:\n{output.Trim()}");
            if (!File.Exists(file))
                throw new InfrastructureException($"'{program.Path}' ended without describing itself. It must call builder.AddTessera<…>() and run its host.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InfrastructureException($"'{program.Path}' did not describe itself within a minute. It must call builder.AddTessera<…>() and run its host.");
        }
    }
}
