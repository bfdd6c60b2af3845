using Microsoft.CodeAnalysis;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Reads <c>[Deployment]</c> and <c>[Tag]</c> of a table.</summary>
internal static class DeploymentParser
{
    /// <summary>The members of <c>TableEncryption</c> by their numbers; a test compares them.</summary>
    public static readonly string[] Encryptions = ["Owned", "Managed", "CustomerManaged"];

    public static DeploymentSpec? Parse(INamedTypeSymbol type)
    {
        var attribute = type.FindAttribute(KnownNames.Deployment);
        var tags = type.AttributesNamed(KnownNames.Tag).ToList();
        if (attribute is null && tags.Count == 0)
            return null;
        return new DeploymentSpec
        {
            PointInTimeRecovery = attribute?.Named("PointInTimeRecovery") is true,
            RecoveryPeriodDays = attribute?.Named("RecoveryPeriodDays") is int days ? days : 0,
            DeletionProtection = attribute?.Named("DeletionProtection") is true,
            Retain = attribute?.Named("Retain") is not false,
            Encryption = attribute?.Named("Encryption") is int number && number >= 0 && number < Encryptions.Length ? Encryptions[number] : Encryptions[0],
            EncryptionKey = attribute?.Named("EncryptionKey") as string,
            ReadCapacityUnits = attribute?.Named("ReadCapacityUnits") is long read ? read : 0,
            WriteCapacityUnits = attribute?.Named("WriteCapacityUnits") is long write ? write : 0,
            InfrequentAccess = attribute?.Named("InfrequentAccess") is true,
            Tags = tags.Select(ReadTag).OrderBy(tag => tag.Key, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    private static TagSpec ReadTag(AttributeData tag) => new(tag.Argument(0) ?? "", tag.ConstructorArguments.ElementAtOrDefault(1).Value as string ?? "");
}
