namespace Tessera.Generators;

/// <summary>The names of the pipeline's steps, by which tests check what was cached.</summary>
internal static class StepNames
{
    public const string Tables = "Tables";
    public const string Entities = "Entities";
    public const string Collections = "Collections";
    public const string AssembledTables = "AssembledTables";
    public const string OutputEntities = "OutputEntities";
    public const string OutputObjects = "OutputObjects";
    public const string OutputTables = "OutputTables";
    public const string OutputCollections = "OutputCollections";
    public const string StreamHandlers = "StreamHandlers";

    public static readonly string[] All = [Tables, Entities, Collections, AssembledTables, OutputEntities, OutputObjects, OutputTables, OutputCollections, StreamHandlers];
}
