using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Templates;

namespace Tessera.Infrastructure;

/// <summary>Writes the infrastructure of a program in a language of templates. The same program gives the same bytes.</summary>
public static class InfrastructureTemplate
{
    /// <summary>Writes a template.</summary>
    /// <param name="application">The program's tables, handlers and routes.</param>
    /// <param name="access">What its functions do with the tables.</param>
    /// <param name="format">The language.</param>
    /// <param name="options">How functions are deployed.</param>
    /// <returns>The text of the template, with line feeds at the ends of lines.</returns>
    /// <exception cref="InfrastructureException">What the code says, or an option, cannot be deployed.</exception>
    public static string Write(ApplicationModel application, ApplicationAccess access, InfrastructureFormat format, InfrastructureOptions options)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(options);
        var plan = InfrastructurePlanner.Plan(application, access, options);
        return format switch
        {
            InfrastructureFormat.Sam => SamTemplate.Write(plan),
            InfrastructureFormat.CloudFormation => CloudFormationTemplate.Write(plan),
            InfrastructureFormat.Terraform => TerraformTemplate.Write(plan),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
    }
}
