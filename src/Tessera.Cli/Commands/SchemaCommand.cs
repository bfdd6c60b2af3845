using System.CommandLine;
using Tessera.Infrastructure;

namespace Tessera.Cli.Commands;

/// <summary><c>tessera schema</c>: the infrastructure of a program, from its code.</summary>
internal static class SchemaCommand
{
    private static readonly Argument<string> _project = ProjectArgument.Create();

    private static readonly Option<InfrastructureFormat> _format = new("--format", "-f") { Description = "sam, cloudformation or terraform.", CustomParser = ParsedOption.Word<InfrastructureFormat> };

    private static readonly Option<FileInfo?> _output = new("--output", "-o") { Description = "The file to write; the console without it." };

    private static readonly Option<bool> _check = new("--check")
    {
        Description = "Writes nothing: compares the file of --output with what the code says, and ends with exit code 1 where they differ.",
    };

    private static readonly Option<string?> _runtime = new("--runtime") { Description = "dotnet10, dotnet8 or provided.al2023; by default what the project is built for." };

    private static readonly Option<string> _architecture = new("--architecture") { Description = "x86_64 or arm64.", DefaultValueFactory = _ => new InfrastructureOptions().Architecture };

    private static readonly Option<int> _memory = ParsedOption.Number("--memory", "MB of memory for each function.", new InfrastructureOptions().MemoryMB, 128, 10240);

    private static readonly Option<int> _timeout =
        ParsedOption.Number("--timeout", "Seconds that an HTTP request may take.", new InfrastructureOptions().HttpTimeoutSeconds, 1, 900);

    private static readonly Option<int> _streamTimeout =
        ParsedOption.Number("--stream-timeout", "Seconds that a batch of stream records may take.", new InfrastructureOptions().StreamTimeoutSeconds, 1, 900);

    private static readonly Option<RouteMode> _routes = new("--routes")
    {
        Description = "automatic: the program's routes, and one for everything else where it serves files; each: its routes only; all: one route for everything.",
        CustomParser = ParsedOption.Word<RouteMode>,
    };

    private static readonly Option<string?> _code = new("--code") { Description = "Where the program is, seen from the template; by default the way from --output to the project." };

    private static readonly Option<string> _environment = new("--environment")
    {
        Description = "The environment in which the program is asked what it is made of.",
        DefaultValueFactory = _ => "Production",
    };

    public static Command Create()
    {
        var command = new Command("schema", "Writes SAM, CloudFormation or Terraform from a program's tables, stream handlers and routes.")
        {
            _project, _format, _output, _check, _runtime, _architecture, _memory, _timeout, _streamTimeout, _routes, _code, _environment,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_check) && result.GetValue(_output) is null)
                result.AddError("--check compares a file: name it with --output.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        var console = result.InvocationConfiguration;
        try
        {
            var program = await ProgramAssembly.OpenAsync(result.GetValue(_project)!, stop);
            var application = await ApplicationReader.ReadAsync(program, result.GetValue(_environment)!, stop);
            var access = ApplicationAccessReader.Read(program.Path, application);
            var text = InfrastructureTemplate.Write(application, access, result.GetValue(_format), Options(result, program));
            return await FinishAsync(result, text);
        }
        catch (Exception exception) when (exception is InfrastructureException or IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync(exception.Message);
            return ExitCode.Failed;
        }
    }

    private static async Task<int> FinishAsync(ParseResult result, string text)
    {
        var console = result.InvocationConfiguration;
        var file = result.GetValue(_output);
        if (file is null)
        {
            await console.Output.WriteAsync(text);
            return ExitCode.Success;
        }

        if (!result.GetValue(_check))
        {
            await File.WriteAllTextAsync(file.FullName, text);
            await console.Output.WriteLineAsync($"Wrote {file}.");
            return ExitCode.Success;
        }

        if (!file.Exists)
        {
            await console.Error.WriteLineAsync($"There is no file {file} to check. To write it, run the same command without --check.");
            return ExitCode.Different;
        }

        var differences = TextComparison.Compare(await File.ReadAllTextAsync(file.FullName), text);
        if (differences.Count == 0)
        {
            await console.Output.WriteLineAsync($"{file} is what the code says.");
            return ExitCode.Success;
        }

        await console.Error.WriteLineAsync($"{file} is not what the code says. Lines with - are only in the file, lines with + only in the code; run the same command without --check.");
        await console.Error.WriteLineAsync(string.Join('\n', differences));
        return ExitCode.Different;
    }

    private static InfrastructureOptions Options(ParseResult result, ProgramAssembly program)
    {
        var folder = result.GetValue(_output)?.DirectoryName ?? Environment.CurrentDirectory;
        var way = Path.GetRelativePath(folder, program.Folder).Replace('\\', '/');
        return new InfrastructureOptions
        {
            Name = program.Name,
            Runtime = result.GetValue(_runtime),
            Architecture = result.GetValue(_architecture)!,
            MemoryMB = result.GetValue(_memory),
            HttpTimeoutSeconds = result.GetValue(_timeout),
            StreamTimeoutSeconds = result.GetValue(_streamTimeout),
            Routes = result.GetValue(_routes),
            CodeUri = result.GetValue(_code) ?? (way == "." ? "." : way + "/"),
            Command = CommandText(result, way),
        };
    }

    /// <summary>The command as the header repeats it, seen from the template's folder.</summary>
    private static string CommandText(ParseResult result, string project)
    {
        var words = new List<string> { "tessera", "schema", project, "--format", result.GetValue(_format).ToString().ToLowerInvariant() };
        if (result.GetValue(_output) is { } output)
            words.AddRange(["--output", output.Name]);
        foreach (var option in result.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>().Where(option => !option.Implicit))
        {
            if (option.Option != _format && option.Option != _output && option.Option != _check)
                words.AddRange(option.Tokens.Select(token => token.Value).Prepend(option.Option.Name));
        }

        return string.Join(' ', words);
    }
}
