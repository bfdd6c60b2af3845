using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits how a table is deployed; what has its default value is left out.</summary>
internal sealed class DeploymentEmitter(SourceWriter writer)
{
    public void Emit(DeploymentSpec deployment)
    {
        writer.WriteLine("Deployment = new global::Tessera.DeploymentModel");
        writer.WriteLine("{");
        writer.Indent();
        foreach (var (property, value) in Settings(deployment))
            writer.WriteLine($"{property} = {value},");
        EmitTags(deployment.Tags);
        writer.Unindent();
        writer.WriteLine("},");
    }

    private static IEnumerable<(string Property, string Value)> Settings(DeploymentSpec deployment)
    {
        if (deployment.PointInTimeRecovery)
            yield return ("PointInTimeRecovery", "true");
        if (deployment.RecoveryPeriodDays != 0)
            yield return ("RecoveryPeriodDays", Literals.Number(deployment.RecoveryPeriodDays));
        if (deployment.DeletionProtection)
            yield return ("DeletionProtection", "true");
        if (!deployment.Retain)
            yield return ("Retain", "false");
        if (deployment.Encryption != "Owned")
            yield return ("Encryption", "global::Tessera.TableEncryption." + deployment.Encryption);
        if (deployment.EncryptionKey is not null)
            yield return ("EncryptionKey", Literals.Quote(deployment.EncryptionKey));
        if (deployment.ReadCapacityUnits != 0)
            yield return ("ReadCapacityUnits", Literals.Number(deployment.ReadCapacityUnits));
        if (deployment.WriteCapacityUnits != 0)
            yield return ("WriteCapacityUnits", Literals.Number(deployment.WriteCapacityUnits));
        if (deployment.InfrequentAccess)
            yield return ("InfrequentAccess", "true");
    }

    private void EmitTags(EquatableArray<TagSpec> tags)
    {
        if (tags.Count == 0)
            return;
        writer.WriteLine("Tags =");
        writer.WriteLine("[");
        writer.Indent();
        foreach (var tag in tags)
            writer.WriteLine($"new global::Tessera.TableTag({Literals.Quote(tag.Key)}, {Literals.Quote(tag.Value)}),");
        writer.Unindent();
        writer.WriteLine("],");
    }
}
