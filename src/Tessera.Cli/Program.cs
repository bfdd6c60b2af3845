using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Tessera.Cli.Commands;

// Not a RootCommand: that would call itself by the assembly's name in its help.
var tessera = new Command(
    "tessera",
    "A serverless framework for .NET and DynamoDB. This tool runs its DynamoDB-compatible engine, and the functions of a template, for development and tests, "
    + "and writes infrastructure from code.")
{
    new HelpOption { Recursive = true },
    new VersionOption(),
    LocalCommand.Create(),
    RunCommand.Create(),
    SchemaCommand.Create(),
    DiffCommand.Create(),
};
var call = tessera.Parse(args);
// The whole help after each wrong argument would hide the message that says what is wrong, and so would names that resemble an option's value.
if (call.Action is ParseErrorAction error)
{
    error.ShowHelp = call.CommandResult.Command == tessera;
    error.ShowTypoCorrections = error.ShowHelp || call.UnmatchedTokens.Any(token => token.StartsWith('-'));
}

return await call.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
