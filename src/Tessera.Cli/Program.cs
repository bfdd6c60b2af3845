using System.CommandLine;
using Tessera.Cli.Commands;

var root = new RootCommand("Tessera: a serverless framework for .NET and DynamoDB, with a DynamoDB-compatible engine for development and tests.")
{
    LocalCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
