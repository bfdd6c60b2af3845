using System.CommandLine;

namespace Tessera.Cli.Commands;

/// <summary>The program that a command reads.</summary>
internal static class ProjectArgument
{
    public static Argument<string> Create() => new Argument<string>("project")
    {
        Description = "The program: a project file, a folder with one, or a built assembly.",
        DefaultValueFactory = _ => ".",
    }.WithoutOptions();

    /// <summary>An option that a command does not have would be taken for its argument, and the option's value for the mistake.</summary>
    public static Argument<string> WithoutOptions(this Argument<string> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] option }, ..])
                result.AddError($"There is no option '{option}'. See --help.");
        });
        return argument;
    }
}
