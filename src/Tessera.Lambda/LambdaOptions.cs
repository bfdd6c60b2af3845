namespace Tessera.Lambda;

/// <summary>How an application runs in Lambda.</summary>
public sealed class LambdaOptions
{
    /// <summary>The environment variable that sets <see cref="StreamResponses"/>: <c>true</c> or <c>false</c>.</summary>
    public const string StreamResponsesVariable = "TESSERA_RESPONSE_STREAM";

    /// <summary>The environment variable that sets <see cref="BasePath"/>.</summary>
    public const string BasePathVariable = "TESSERA_BASE_PATH";

    /// <summary>
    /// Whether HTTP responses are sent as they are written, for function URLs with the invoke mode <c>RESPONSE_STREAM</c>. The two must agree: the service
    /// takes either form as the body of the other.
    /// </summary>
    /// <value>What <see cref="StreamResponsesVariable"/> says; <see langword="false"/> by default.</value>
    public bool StreamResponses { get; set; }

    /// <summary>A path, such as <c>/orders</c>, that a custom domain maps to the API: it becomes the request's <c>PathBase</c> where the path begins with it.</summary>
    /// <value>What <see cref="BasePathVariable"/> says; empty by default.</value>
    public string BasePath { get; set; } = "";

    /// <summary>
    /// How long before the deadline an invocation is cancelled, so that the function can still answer. Half of it is for the application, which sees its
    /// cancellation token; then an HTTP request is answered with 504, and any other event with an error, whether the application has stopped or not.
    /// </summary>
    /// <value>500 milliseconds by default; a tenth of the time there is where that is less than five seconds.</value>
    public TimeSpan DeadlineMargin { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Decides whether a response body is sent as text; else it is sent as base64. It is asked with the <c>Content-Type</c>, which may be empty.</summary>
    /// <value>
    /// <see langword="null"/> by default: text types, JSON, XML, JavaScript, YAML and forms are text. A compressed body, a charset other than UTF-8 and bytes
    /// that are not valid UTF-8 are always sent as base64.
    /// </value>
    public Func<string, bool>? IsText { get; set; }
}
