using Microsoft.CodeAnalysis;

namespace Tessera.Generators.Diagnostics;

/// <summary>Every diagnostic of the generator. An id is never reused; each has a page in <c>docs/diagnostics</c>.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "TES001",
        "The type must be partial",
        "'{0}' must be partial, because the generator completes it; add 'partial' to the declaration of '{1}'");

    public static readonly DiagnosticDescriptor MissingProperty = Error(
        "TES002",
        "The template names a property that does not exist",
        "The template \"{0}\" of '{1}' names the property '{2}', which '{1}' does not have{3}");

    public static readonly DiagnosticDescriptor MalformedTemplate = Error(
        "TES003",
        "The key template is malformed",
        "The template \"{0}\" of '{1}' is malformed: {2}");

    public static readonly DiagnosticDescriptor KeyMayBeNull = Error(
        "TES004",
        "A key part may be null",
        "'{0}.{1}' is part of the {2} and may be null, but an item cannot be stored without its key; make the property non-nullable");

    public static readonly DiagnosticDescriptor KeyTypeUnsupported = Error(
        "TES005",
        "A property of this type cannot be part of a key",
        "'{0}.{1}' has the type '{2}', which cannot be part of {3}; {4}");

    public static readonly DiagnosticDescriptor NumberDoesNotSort = Warning(
        "TES006",
        "A number in a sort key does not sort as text",
        "'{{{1}}}' in the sort key \"{0}\" does not sort by value, because as text 10 comes before 9; write '{{{2}}}' to pad it with zeros");

    public static readonly DiagnosticDescriptor DateDoesNotSort = Warning(
        "TES007",
        "A date or time in a sort key does not sort as text",
        "'{{{1}}}' in the sort key \"{0}\" does not sort by time as text; {2}");

    public static readonly DiagnosticDescriptor KeysCollide = Error(
        "TES008",
        "The keys of two entities can collide",
        "'{0}' and '{1}' of the table '{2}' can have the same key, for example {3}, and would overwrite each other; give one of them a literal that the other cannot produce");

    public static readonly DiagnosticDescriptor TypeUnsupported = Error(
        "TES009",
        "A property of this type cannot be stored",
        "'{0}.{1}' has the type '{2}', which cannot be stored: {3}; change the type, or mark the property with [Ignore]");

    public static readonly DiagnosticDescriptor IndexKeysWrong = Error(
        "TES010",
        "The key templates do not fit the index or table",
        "'{0}' does not fit {1}: {2}");

    public static readonly DiagnosticDescriptor DuplicateAttribute = Error(
        "TES011",
        "Two members are stored in the same attribute",
        "'{0}' stores both {1} and {2} in the attribute '{3}'; rename one with [Attribute(\"...\")]");

    public static readonly DiagnosticDescriptor NotATable = Error(
        "TES012",
        "The entity's table is not a table",
        "'{0}' is stored in '{1}', which is not a class of this project with [Table(\"...\")]");

    public static readonly DiagnosticDescriptor VersionWrong = Error(
        "TES013",
        "The version property is not usable",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor NoConstructor = Error(
        "TES014",
        "The type cannot be constructed",
        "'{0}' has no usable constructor: {1}");

    public static readonly DiagnosticDescriptor KeysDefinedTwice = Error(
        "TES015",
        "The key is defined twice",
        "'{0}' has {1}; keep one way to define the key");

    public static readonly DiagnosticDescriptor KeyMissing = Error(
        "TES016",
        "The entity has no key",
        "'{0}' has no {1}; {2}");

    public static readonly DiagnosticDescriptor IndexUnknown = Error(
        "TES017",
        "The index is not complete",
        "'{0}' puts '{1}' into the index '{2}', {3}");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "TES018",
        "Two generated members have the same name",
        "{0} and {1} would both be named '{2}' on '{3}'; {4}");

    public static readonly DiagnosticDescriptor FormatUnsupported = Error(
        "TES019",
        "The format cannot be used in a key",
        "'{{{1}}}' in the template \"{0}\" has a format that a key of the type '{2}' cannot have: {3}");

    public static readonly DiagnosticDescriptor TypeNotUsable = Error(
        "TES020",
        "The type cannot be an entity, table or item collection",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor KeySchemasDiffer = Error(
        "TES021",
        "Two entities of a table have different key attributes",
        "'{0}' and '{1}' are stored in the table '{2}', but the {3} is '{4}' ({5}) for one and '{6}' ({7}) for the other; all items of a table have the same key attributes");

    public static readonly DiagnosticDescriptor CollectionWrong = Error(
        "TES022",
        "The item collection does not fit its entities",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor NameInvalid = Error(
        "TES023",
        "DynamoDB does not allow this name",
        "'{0}' cannot be the name of {1}: {2}");

    public static readonly DiagnosticDescriptor OperationUnused = Warning(
        "TES024",
        "The operation is never sent",
        "The result of '{0}' is not used, so nothing is sent to DynamoDB; finish it with {1}");

    public static readonly DiagnosticDescriptor TimeToLiveWrong = Error(
        "TES025",
        "The time to live property is not usable",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor TimeToLiveDiffers = Error(
        "TES026",
        "The entities of a table disagree about time to live",
        "'{0}' and '{1}' are stored in the table '{2}', whose items expire by one attribute, but {3}");

    public static readonly DiagnosticDescriptor HandlerMethodWrong = Error(
        "TES027",
        "The method of a stream handler is not understood",
        "'{0}.{1}' is not a method that handles records: {2}");

    public static readonly DiagnosticDescriptor NotAnEntity = Error(
        "TES028",
        "The entity is not of the handler's table",
        "'{0}.{1}' takes '{2}', which is not an entity of '{3}'; take one that has [Entity<{3}>], or a StreamRecord with OnRecord");

    public static readonly DiagnosticDescriptor DuplicateHandler = Error(
        "TES029",
        "Two methods handle the same records",
        "'{0}' has two methods for {1} of {2}; keep one");

    public static readonly DiagnosticDescriptor HandlerTakesNothing = Error(
        "TES030",
        "The stream handler takes nothing",
        "'{0}' has no method that takes a record; add one, such as OnInserted with an entity, or OnRecord(StreamRecord record)");

    public static readonly DiagnosticDescriptor TableWithoutStream = Error(
        "TES031",
        "The handler's table has no stream",
        "'{0}' handles the stream of '{1}', {2}");

    public static readonly DiagnosticDescriptor ImageMissing = Error(
        "TES032",
        "The stream does not carry the image that a method needs",
        "'{0}.{1}' needs the {2} image of an item, but the stream of '{3}' is StreamView.{4}; set Stream = StreamView.NewAndOldImages on [Table]");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "Tessera", severity, isEnabledByDefault: true, helpLinkUri: DiagnosticPages.Url(id));
}
