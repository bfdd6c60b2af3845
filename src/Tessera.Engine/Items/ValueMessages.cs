namespace Tessera.Engine.Items;

/// <summary>The service's own words for attribute values that it refuses.</summary>
internal static class ValueMessages
{
    public const string Empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    public const string SeveralTypes = "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
    public const string NestingLevels =
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";

    public const string NotANumber = "The parameter cannot be converted to a numeric value";
    public const string Overflow = "Number overflow. Attempting to store a number with magnitude larger than supported range";
    public const string Underflow = "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    public const string TooManyDigits = "Attempting to store more than 38 significant digits in a Number";

    public const string NullFalse = Invalid + "Null attribute value types must have the value of true";
    public const string EmptyStringSet = Invalid + "An string set  may not be empty";
    public const string EmptyNumberSet = Invalid + "An number set  may not be empty";
    public const string EmptyBinarySet = Invalid + "Binary sets should not be empty";
    public const string NullInStringSet = Invalid + "An string set may not have a null string as a member";
    public const string NullInBinarySet = Invalid + "Binary sets may not contain null values";
    public const string DuplicateNumbers = "Input collection contains duplicates";

    public const string NotBase64 = "only base-64-encoded strings are convertible to bytes";
    public const string Base64Padding = "Invalid last non-pad Base64 character dectected";
    public const string NotUtf8 = "The request holds a string that is not well-formed Unicode";

    public const string UnexpectedStructure = "Start of structure or map found where not expected";
    public const string UnexpectedField = "Unexpected field type";
    public const string UnexpectedValue = "Unexpected value type in payload";
    public const string UnexpectedToken = "Unexpected token received from parser";
    public const string ListForString = Unrecognized + "class java.lang.String";
    public const string ListForBoolean = Unrecognized + "class java.lang.Boolean";
    public const string ListForBytes = Unrecognized + "class java.nio.ByteBuffer";
    public const string ListForValue = Unrecognized + "class com.amazonaws.dynamodb.v20120810.AttributeValue";
    public const string ListForMap = Unrecognized + "java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>";

    private const string Invalid = "One or more parameter values were invalid: ";
    private const string Unrecognized = "Unrecognized collection type ";

    /// <summary>Why a number was refused; the text stands in the message where it is no number at all.</summary>
    public static string OfNumber(NumberError error, ReadOnlySpan<byte> text) => error switch
    {
        NumberError.Overflow => Overflow,
        NumberError.Underflow => Underflow,
        NumberError.TooManyDigits => TooManyDigits,
        _ => text.IsEmpty ? NotANumber : $"{NotANumber}: {CanonicalText.ToText(text)}",
    };

    public static string EmptySet(AttributeType setType) => setType switch
    {
        AttributeType.SS => EmptyStringSet,
        AttributeType.NS => EmptyNumberSet,
        _ => EmptyBinarySet,
    };

    public static string NullInSet(AttributeType setType) => setType switch
    {
        AttributeType.SS => NullInStringSet,
        AttributeType.NS => NotANumber,
        _ => NullInBinarySet,
    };

    /// <summary>A set that names an element twice; the elements stand as they were sent. The missing space before "of type" is the service's.</summary>
    public static string Duplicates(AttributeType setType, IEnumerable<string> elements) => setType switch
    {
        AttributeType.NS => DuplicateNumbers,
        AttributeType.SS => $"{Invalid}Input collection [{string.Join(", ", elements)}] contains duplicates.",
        _ => $"{Invalid}Input collection [{string.Join(", ", elements)}]of type BS contains duplicates.",
    };

    public static string Base64Length(int length) => $"Base64 encoded length is expected a multiple of 4 bytes but found: {length}";

    public static string Base64Character(char character) => $"Invalid Base64 character: '{character}'";
}
