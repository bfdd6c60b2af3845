using Tessera.Infrastructure.Planning;

namespace Tessera.Infrastructure.Templates;

/// <summary>The comment at the head of every output.</summary>
internal static class TemplateHeader
{
    public static IReadOnlyList<string> Of(InfrastructurePlan plan, string tool) =>
    [
        $"The infrastructure of {plan.Name}, for {tool}.",
        "",
        "Written from the code: tables and indexes from its entities, routes from its endpoints, mappings and filters from its",
        "stream handlers, policies from the calls that its compiled code makes. Do not edit it; change the code and run again",
        $"    {plan.Options.Command}",
        "which with --check tells whether this file is what the code says. What is not in the code belongs in a template of its own.",
    ];
}
