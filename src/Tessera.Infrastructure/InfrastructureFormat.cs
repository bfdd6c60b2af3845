namespace Tessera.Infrastructure;

/// <summary>A language of templates.</summary>
public enum InfrastructureFormat
{
    /// <summary>The AWS Serverless Application Model, as YAML.</summary>
    Sam,

    /// <summary>AWS CloudFormation without a transform, as YAML.</summary>
    CloudFormation,

    /// <summary>Terraform with the provider <c>hashicorp/aws</c>, as HCL.</summary>
    Terraform,
}
