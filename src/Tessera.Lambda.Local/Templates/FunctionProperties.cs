namespace Tessera.Lambda.Local.Templates;

/// <summary>The names of the properties that functions have in the service, whether or not they mean something on this machine.</summary>
internal static class FunctionProperties
{
    private static readonly string[] _both =
    [
        "Architectures", "CapacityProviderConfig", "CodeSigningConfigArn", "Description", "DurableConfig", "Environment", "EphemeralStorage", "FileSystemConfigs",
        "FunctionName", "FunctionScalingConfig", "Handler", "ImageConfig", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "PackageType",
        "PublishToLatestPublished", "RecursiveLoop", "ReservedConcurrentExecutions", "Role", "Runtime", "RuntimeManagementConfig", "SnapStart", "Tags",
        "TenancyConfig", "Timeout", "VpcConfig",
    ];

    private static readonly string[] _serverless =
    [
        .. _both, "AssumeRolePolicyDocument", "AutoPublishAlias", "AutoPublishAliasAllProperties", "AutoPublishCodeSha256", "CodeUri", "DeadLetterQueue",
        "DeploymentPreference", "EventInvokeConfig", "Events", "FunctionUrlConfig", "ImageUri", "InlineCode", "PermissionsBoundary", "Policies", "PropagateTags",
        "ProvisionedConcurrencyConfig", "RolePath", "SourceKMSKeyArn", "Tracing", "VersionDeletionPolicy", "VersionDescription",
    ];

    private static readonly string[] _plain = [.. _both, "Code", "DeadLetterConfig", "TracingConfig"];

    /// <summary>A sentence for each property that the service does not have, so that a slip of the pen does not pass in silence.</summary>
    public static IEnumerable<string> Unknown(ResourceNode function)
    {
        var known = function.Type == "AWS::Lambda::Function" ? _plain : _serverless;
        foreach (var (name, place) in function.PropertyNames())
        {
            if (!known.Contains(name) && !name.StartsWith("Fn::", StringComparison.Ordinal))
                yield return $"{place}: {function.Type} has no property '{name}', so it does nothing. {Advice(name, known)}";
        }
    }

    private static string Advice(string name, string[] known) => NearestName.Find(name, known) is { } near ? $"Write {near}." : "Remove it.";
}
