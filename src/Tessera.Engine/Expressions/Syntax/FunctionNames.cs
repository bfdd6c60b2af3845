namespace Tessera.Engine.Expressions.Syntax;

/// <summary>The functions of the expression grammars. Their names are case-sensitive.</summary>
internal static class FunctionNames
{
    public const string AttributeExists = "attribute_exists";
    public const string AttributeNotExists = "attribute_not_exists";
    public const string AttributeType = "attribute_type";
    public const string BeginsWith = "begins_with";
    public const string Contains = "contains";
    public const string Size = "size";
    public const string IfNotExists = "if_not_exists";
    public const string ListAppend = "list_append";

    public static bool IsOfConditions(string name) => name is AttributeExists or AttributeNotExists or AttributeType or BeginsWith or Contains or Size;

    public static bool IsOfUpdates(string name) => name is IfNotExists or ListAppend;

    /// <summary>How many operands the function takes.</summary>
    public static int OperandCount(string name) => name is AttributeExists or AttributeNotExists or Size ? 1 : 2;
}
