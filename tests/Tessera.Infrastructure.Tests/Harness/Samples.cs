namespace Tessera.Infrastructure.Tests.Harness;

/// <summary>The samples of the repository, as they describe themselves and as their code is read.</summary>
internal static class Samples
{
    /// <summary>Reads a sample that is built with this project, in the same configuration.</summary>
    public static async Task<(ApplicationModel Application, ApplicationAccess Access)> ReadAsync(string name)
    {
        var folder = Path.Combine(Baseline.Root, "samples", name);
        var output = Path.GetRelativePath(Path.Combine(Baseline.Root, "tests", "Tessera.Infrastructure.Tests", "bin"), AppContext.BaseDirectory);
        var program = await ProgramAssembly.OpenAsync(Path.Combine(folder, "bin", output, name + ".dll"), TestContext.Current.CancellationToken);
        Assert.Equal((folder, name), (program.Folder, program.Name));
        var application = await ApplicationReader.ReadAsync(program, cancellationToken: TestContext.Current.CancellationToken);
        return (application, ApplicationAccessReader.Read(program.Path, application));
    }
}
