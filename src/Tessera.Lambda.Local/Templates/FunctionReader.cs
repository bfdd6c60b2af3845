namespace Tessera.Lambda.Local.Templates;

/// <summary>Functions of the template: SAM's and CloudFormation's differ in little more than where the code is.</summary>
internal static class FunctionReader
{
    private const int TimeoutSecondsMax = 900;

    public static bool IsFunction(ResourceNode resource) => resource.Type is "AWS::Serverless::Function" or "AWS::Lambda::Function";

    public static FunctionDefinition Read(TemplateScope scope, ResourceNode resource, FunctionUrlDefinition? url)
    {
        RefuseImage(resource);
        return new FunctionDefinition
        {
            LogicalId = resource.LogicalId,
            Name = scope.FindAttribute(resource.LogicalId, "")!,
            Place = resource.Place,
            Runtime = resource.Get("Runtime").Text(),
            Handler = resource.Get("Handler").Text(),
            CodeFolder = CodeFolder(scope, resource),
            MemorySize = resource.Find("MemorySize")?.Integer(128, 10240) ?? 128,
            Timeout = TimeSpan.FromSeconds(resource.Find("Timeout")?.Integer(1, TimeoutSecondsMax) ?? 3),
            Environment = Variables(resource),
            ReservedConcurrency = resource.Find("ReservedConcurrentExecutions")?.Integer(0, int.MaxValue),
            Logging = Logging(resource),
            Async = Async(resource),
            Url = url ?? (resource.Find("FunctionUrlConfig") is { } config ? ReadUrl(config) : null),
            Aliases = resource.Find("AutoPublishAlias") is { } alias ? [alias.Text()] : [],
        };
    }

    public static FunctionUrlDefinition ReadUrl(TemplateNode config) => new(
        config.Find("InvokeMode")?.OneOf("BUFFERED", "RESPONSE_STREAM") == "RESPONSE_STREAM",
        config.Find("Cors") is { } cors ? CorsReader.ReadFunctionUrl(cors) : null);

    private static void RefuseImage(ResourceNode resource)
    {
        if (resource.Find("PackageType")?.Text() == "Image" || resource.Find("ImageUri") is not null)
            throw resource.Error("Container images do not run here: there is no Docker. Use PackageType: Zip with a CodeUri folder.");
        if (resource.Find("InlineCode") is { } inline)
            throw inline.Error("Inline code needs a managed runtime, which is not here. Put an executable 'bootstrap' into a CodeUri folder.");
    }

    private static string CodeFolder(TemplateScope scope, ResourceNode resource)
    {
        var property = resource.Type == "AWS::Serverless::Function" ? "CodeUri" : "Code";
        var node = resource.Get(property);
        if (!node.IsText || node.Text().StartsWith("s3://", StringComparison.Ordinal))
        {
            node.Report($"The code is not on this machine. Write a folder: {property}: ./publish.");
            return "";
        }
        var folder = Path.GetFullPath(node.Text(), scope.File.Folder);
        if (Directory.Exists(folder) || File.Exists(folder))
            return node.IsWrong ? "" : folder;
        node.Report($"There is no folder '{node.Text()}' beside the template. Publish the function there, or name its project's folder.");
        return "";
    }

    private static Dictionary<string, string> Variables(ResourceNode resource)
    {
        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in resource.Entries("Environment", "Variables"))
            variables[name] = value.Text();
        return variables;
    }

    /// <summary>A level goes with JSON alone, which has one without being asked.</summary>
    private static LoggingDefinition Logging(ResourceNode resource)
    {
        var config = new Dictionary<string, TemplateNode>();
        foreach (var (name, value) in resource.Entries("LoggingConfig"))
            config[name] = value;
        var format = config.GetValueOrDefault("LogFormat")?.OneOf("Text", "JSON") ?? "Text";
        var written = config.GetValueOrDefault("ApplicationLogLevel");
        if (format != "JSON")
            written?.Report("A log level needs the log format JSON. Add LogFormat: JSON.");
        var level = written?.OneOf("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
        return new LoggingDefinition(format, format == "JSON" ? level ?? "INFO" : null, config.GetValueOrDefault("LogGroup")?.Text());
    }

    private static AsyncDefinition Async(ResourceNode resource)
    {
        var standard = new AsyncDefinition();
        return resource.Find("EventInvokeConfig") is not { } config ? standard : new AsyncDefinition(
            config.Find("MaximumRetryAttempts")?.Integer(0, 2) ?? standard.RetryAttemptsMax,
            config.Find("MaximumEventAgeInSeconds")?.Integer(60, 21600) ?? standard.EventAgeSecondsMax);
    }
}
