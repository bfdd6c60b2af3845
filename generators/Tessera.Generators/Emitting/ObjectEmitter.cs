using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the file of a nested object: its mapper and the references to its attributes.</summary>
internal static class ObjectEmitter
{
    public static string Emit(MappingSpec mapping) => GeneratedFile.Write(mapping.Type, insideContainingTypes: false, writer =>
    {
        new AttributesEmitter(mapping, writer).EmitForObject();
        writer.WriteLine();
        EmitMapper(mapping, writer);
    });

    private static void EmitMapper(MappingSpec mapping, SourceWriter writer)
    {
        var mapper = new MappingEmitter(mapping, writer);
        writer.WriteLine($"/// <summary>Maps {Literals.Xml(mapping.Type.Name)} to a map attribute (M). Immutable and thread-safe.</summary>");
        writer.WriteLine(GeneratedFile.GeneratedCode);
        writer.Open($"{mapping.Type.Accessibility} sealed class {mapping.GeneratedName}Mapper : global::Tessera.Mapping.ObjectMapper<{mapping.Type.FullName}>");
        writer.WriteLine($"""
            /// <summary>The mapper; one serves all.</summary>
            public static readonly {mapping.GeneratedName}Mapper Instance = new();

            """);
        mapper.EmitConverters();
        writer.WriteLine($"private {mapping.GeneratedName}Mapper()");
        writer.WriteLine("{");
        writer.WriteLine("}");
        writer.WriteLine();
        mapper.EmitWrite();
        writer.WriteLine();
        mapper.EmitRead();
        mapper.EmitAccessors();
        writer.Close();
    }
}
