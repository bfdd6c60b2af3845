namespace Tessera.Lambda.Local.Templates;

/// <summary>The types of the resources that run here. Others are passed over, but for one that is likely meant to be of these.</summary>
internal static class ResourceTypes
{
    /// <summary>Types of the service that do not run here differ from these by more.</summary>
    private const int MisspeltLettersMax = 2;

    private static readonly string[] _known =
    [
        "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Route", "AWS::DynamoDB::Table", "AWS::Lambda::Alias",
        "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Function", "AWS::Lambda::Url", "AWS::Serverless::Api", "AWS::Serverless::Function", "AWS::Serverless::HttpApi",
        "AWS::Serverless::SimpleTable",
    ];

    /// <summary>A sentence for a resource whose type is misspelt, or null.</summary>
    public static string? FindMisspelt(ResourceNode resource) =>
        !_known.Contains(resource.Type) && NearestName.FindWithin(resource.Type, _known, MisspeltLettersMax) is { } near
            ? $"{resource.Place}: '{resource.Type}' is no type that runs here, so the resource is passed over. Write {near}."
            : null;
}
