using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>Every message of this room, in the service's own words.</summary>
internal static class ExpressionMessages
{
    public const string Empty = "The expression can not be empty;";
    public const string RedundantParentheses = "The expression has redundant parentheses;";

    public const string NamesNotUsable = "ExpressionAttributeNames can only be specified when using expressions";
    public const string NamesEmpty = "ExpressionAttributeNames must not be empty";
    public const string ValuesEmpty = "ExpressionAttributeValues must not be empty";
    public const string SubstitutionsTooLarge = "ExpressionAttributeValues exceeds max size";

    public const string InvalidDocumentPath = "The document path provided in the update expression is invalid for update";
    public const string IncorrectOperandType = "An operand in the update expression has an incorrect data type";
    public const string AttributeMissing = "The provided expression refers to an attribute that does not exist in the item";
    public const string TypeMismatch = "Type mismatch for attribute to update";
    public const string NestingLevels = "Nesting Levels have exceeded supported limits";
    public const string NumberOverflow = "Number overflow. Attempting to store a number with magnitude larger than supported range";
    public const string NumberUnderflow = "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    public const string TooManyDigits = "Attempting to store more than 38 significant digits in a Number";

    public const string KeyConditionMissing = "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.";
    public const string OneConditionPerKey = "KeyConditionExpressions must only contain one condition per key";
    public const string NestedOperation = "KeyConditionExpressions cannot contain nested operations";
    public const string NestedKeyAttribute = "KeyConditionExpressions cannot have conditions on nested attributes";
    public const string SeveralKeyAttributes = "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition";
    public const string NoKeyAttribute = "Invalid condition in KeyConditionExpression: No key attribute specified";
    public const string KeyConditionNotSupported = "Query key condition not supported";
    public const string KeyConditionNotIndexable = "Attempted conditional constraint is not an indexable operation";
    public const string KeyConditionCount = "Conditions can be of length 1 or 2 only";
    public const string KeyConditionType = ParameterValues + "Condition parameter type does not match schema type";

    public const string ConditionalOperatorUnused = "ConditionalOperator cannot be used without Filter or Expected";
    public const string ConditionalOperatorNeedsTwo = "ConditionalOperator can only be used when Filter or Expected has two or more elements";
    public const string MixedValueTypes = ParameterValues + "AttributeValues inside AttributeValueList must be of same type";
    public const string BetweenBounds = "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound";
    public const string OnlyDeleteWithoutValue = ParameterValues + "Only DELETE action is allowed when no attribute value is specified";

    private const string ParameterValues = "One or more parameter values were invalid: ";

    public static string Invalid(ExpressionKind kind, string message) => $"Invalid {kind.ParameterName()}: {message}";

    public static string Syntax(string token, string near) => $"Syntax error; token: \"{token}\", near: \"{near}\"";

    public static string TooLarge(int bytes) => $"Expression size has exceeded the maximum allowed size; expression size: {bytes}";

    // The service stops counting at the first operator that is one too many.
    public static string TooManyOperators() => $"The expression contains too many operators; operator count: {ExpressionLimits.OperatorsMax + 1}";

    public static string TooManyInOperands(int count) => $"The IN operator is provided with too many operands; number of operands: {count}";

    public static string ReservedWord(string word) => $"Attribute name is a reserved keyword; reserved keyword: {word}";

    public static string UndefinedName(string name) =>
        $"An expression attribute name used in the document path is not defined; attribute name: {name}";

    public static string UndefinedValue(string name) => $"An expression attribute value used in expression is not defined; attribute value: {name}";

    public static string PathTooDeep(int levels) => $"The document path has too many nesting levels; nesting levels: {levels}";

    public static string ListIndex(string index) => $"List index is not within the allowable range; index: [{index}]";

    public static string UnknownFunction(string name) => $"Invalid function name; function: {name}";

    public static string MisusedFunction(string name) => $"The function is not allowed to be used this way in an expression; function: {name}";

    public static string ForeignFunction(string expression, string name) => $"The function is not allowed in {expression} expression; function: {name}";

    public static string OperandCount(string name, int count) =>
        $"Incorrect number of operands for operator or function; operator or function: {name}, number of operands: {count}";

    public static string OperandType(string name, string type) =>
        $"Incorrect operand type for operator or function; operator or function: {name}, operand type: {type}";

    public static string UpdateOperandType(string section, AttributeType type) =>
        $"Incorrect operand type for operator or function; operator: {section}, operand type: {LongTypeName(type)}, typeSet: ALLOWED_FOR_{section}_OPERAND";

    public static string RequiresPath(string name) => $"Operator or function requires a document path; operator or function: {name}";

    public static string NotDistinct(string name, AttributePath first) =>
        $"The first operand must be distinct from the remaining operands for this operator or function; operator: {name}, first operand: {first}";

    public static string BetweenTypes(AttributeValue lower, AttributeValue upper) =>
        $"The BETWEEN operator requires same data type for lower and upper bounds; {Bounds(lower, upper)}";

    public static string BetweenOrder(AttributeValue lower, AttributeValue upper) =>
        $"The BETWEEN operator requires upper bound to be greater than or equal to lower bound; {Bounds(lower, upper)}";

    public static string AttributeTypeName(string name) =>
        $"Invalid attribute type name found; type: {name}, valid types: {{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}";

    public static string RepeatedSection(string section) => $"The \"{section}\" section can only be used once in an update expression;";

    public static string PathsOverlap(AttributePath one, AttributePath two) =>
        $"Two document paths overlap with each other; must remove or rewrite one of these paths; path one: {one}, path two: {two}";

    public static string PathsConflict(AttributePath one, AttributePath two) =>
        $"Two document paths conflict with each other; must remove or rewrite one of these paths; path one: {one}, path two: {two}";

    public static string Mixed(string nonExpressions, string expressions) =>
        "Can not use both expression and non-expression parameters in the same request: " +
        $"Non-expression parameters: {{{nonExpressions}}} Expression parameters: {{{expressions}}}";

    public static string ValuesNotUsable(string expressions, bool several) =>
        $"ExpressionAttributeValues can only be specified when using expressions: {expressions} {(several ? "are" : "is")} null";

    public static string PlaceholderSyntax(string parameter, string key) => $"{parameter} contains invalid key: Syntax error; key: \"{key}\"";

    public static string PlaceholderTooLong(string parameter, int bytes) =>
        $"{parameter} contains invalid key: The expression attribute map contains a key that is too long; size of key: {bytes}";

    public static string EmptyName(string key) => $"ExpressionAttributeNames contains invalid value: Empty attribute name for key {key}";

    /// <summary>For whoever reads ExpressionAttributeValues: wraps what is wrong with the value of a placeholder.</summary>
    public static string InvalidValue(string key, string message) => $"ExpressionAttributeValues contains invalid value: {message} for key {key}";

    public static string Unused(string parameter, string keys) => $"Value provided in {parameter} unused in expressions: keys: {{{keys}}}";

    public static string KeyOperator(string name) => $"Invalid operator used in KeyConditionExpression: {name}";

    public static string KeyFirstOperand(string name) =>
        $"Invalid condition in KeyConditionExpression: {name} operator must have the key attribute as its first operand";

    public static string KeyMissed(string name) => $"Query condition missed key schema element: {name}";

    public static string EmptyKeyValue(AttributeType type, string name) =>
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty " +
        $"{(type == AttributeType.S ? "string" : "binary")} value. Key: {name}";

    public static string FilterOnKey(string filter, string name) =>
        $"{filter} can only contain non-primary key attributes: Primary key attribute: {name}";

    public static string KeyNotScalar(string name) =>
        $"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: {name}";

    public static string KeyUpdate(string name) => $"{ParameterValues}Cannot update attribute {name}. This attribute is part of the key";

    public static string DuplicateAttribute(string name) => $"{ParameterValues}Duplicate value in attribute name: {name}";

    public static string ArgumentCount(string op) => $"{ParameterValues}Invalid number of argument(s) for the {op} ComparisonOperator";

    public static string ArgumentType(string op, AttributeType type) =>
        $"{ParameterValues}ComparisonOperator {op} is not valid for {type.ToWireName()} AttributeValue type";

    public static string ValueAndList(string name) => $"{ParameterValues}Value and AttributeValueList cannot be used together for Attribute: {name}";

    public static string ExistsAndOperator(string name) => $"{ParameterValues}Exists and ComparisonOperator cannot be used together for Attribute: {name}";

    public static string OperatorNeedsValue(string op, string name) =>
        $"{ParameterValues}Value or AttributeValueList must be used with ComparisonOperator: {op} for Attribute: {name}";

    public static string ListNeedsOperator(string name) =>
        $"{ParameterValues}AttributeValueList can only be used with a ComparisonOperator for Attribute: {name}";

    public static string ExistsNeedsValue(bool? exists, string name) =>
        $"{ParameterValues}Value must be provided when Exists is {(exists is null ? "null" : "true")} for Attribute: {name}";

    public static string NotExistsWithValue(string name) => $"{ParameterValues}Value cannot be used when Exists is false for Attribute: {name}";

    public static string UpdateActionType(string action, AttributeType type) => action == "DELETE"
        ? $"{ParameterValues}DELETE action with value is not supported for the type {type.ToWireName()}"
        : $"{ParameterValues}ADD action is not supported for the type {type.ToWireName()}";

    private static string LongTypeName(AttributeType type) => type switch
    {
        AttributeType.S => "STRING",
        AttributeType.N => "NUMBER",
        AttributeType.B => "BINARY",
        AttributeType.Bool => "BOOLEAN",
        AttributeType.Null => "NULL",
        AttributeType.SS => "STRING_SET",
        AttributeType.NS => "NUMBER_SET",
        AttributeType.BS => "BINARY_SET",
        AttributeType.L => "LIST",
        _ => "MAP",
    };

    private static string Bounds(AttributeValue lower, AttributeValue upper) =>
        $"lower bound operand: AttributeValue: {Bound(lower)}, upper bound operand: AttributeValue: {Bound(upper)}";

    private static string Bound(AttributeValue value) => value.Type switch
    {
        AttributeType.S => $"{{S:{System.Text.Encoding.UTF8.GetString(value.ToUtf8().Span)}}}",
        AttributeType.N => $"{{N:{System.Text.Encoding.UTF8.GetString(value.Content)}}}",
        AttributeType.B => BinaryBound(value.ToBytes().Length),
        _ => $"{{{value.Type.ToWireName()}:{System.Text.Encoding.UTF8.GetString(value.Content)}}}",
    };

    // The service prints the Java buffer that holds the bytes.
    private static string BinaryBound(int length) => $"{{B:java.nio.HeapByteBuffer[pos=0 lim={length} cap={length}]}}";
}
