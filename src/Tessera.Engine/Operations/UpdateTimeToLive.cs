using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>UpdateTimeToLive: enables or disables the deletion of expired items, at most once an hour. It shows a passing status until its delay is over.</summary>
internal static class UpdateTimeToLive
{
    private const int AttributeNameLengthMax = 255;

    private static readonly TimeSpan _changeInterval = TimeSpan.FromHours(1);

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var input = Parse(context.Body);
        var name = Validate(input);
        var (enabled, attributeName) = (input.Enabled!.Value, input.AttributeName!);
        Update(context, name, enabled, attributeName);
        response.StartObject();
        response.Name("TimeToLiveSpecification"u8);
        response.StartObject();
        response.Member("Enabled"u8, enabled);
        response.Member("AttributeName"u8, attributeName);
        response.EndObject();
        response.EndObject();
    }

    private static Input Parse(ReadOnlyMemory<byte> body)
    {
        var input = new Input(null, HasSpecification: false, null, null);
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                input = input with { TableName = reader.ReadString() };
            else if (reader.Is("TimeToLiveSpecification"u8))
                input = ParseSpecification(ref reader, input);
        }
        reader.End();
        return input;
    }

    private static Input ParseSpecification(ref RequestReader reader, Input input)
    {
        if (!reader.ReadObject("TimeToLiveSpecification"))
            return input;
        input = input with { HasSpecification = true };
        while (reader.NextMember())
        {
            if (reader.Is("Enabled"u8))
                input = input with { Enabled = reader.ReadBoolean() };
            else if (reader.Is("AttributeName"u8))
                input = input with { AttributeName = reader.ReadString() };
        }
        return input;
    }

    private static string Validate(Input input)
    {
        var name = TableConstraints.RequireTableName(input.TableName);
        var validator = new Validator();
        validator.NotNull("timeToLiveSpecification", input.HasSpecification);
        if (input.HasSpecification)
        {
            validator.NotNull("timeToLiveSpecification.enabled", input.Enabled);
            validator.NotNull("timeToLiveSpecification.attributeName", input.AttributeName);
            validator.Length("timeToLiveSpecification.attributeName", input.AttributeName, 1, AttributeNameLengthMax);
        }
        validator.ThrowIfAny();
        return name;
    }

    private static void Update(RequestContext context, string name, bool enabled, string attributeName)
    {
        using var write = context.Catalog.BeginWrite();
        var table = context.Catalog.GetTable(context.Region, name);
        if (table.Status is ResourceStatus.Creating or ResourceStatus.Deleting)
            TableStatusRules.CheckChangeable(table);
        Check(table.TimeToLive, enabled, attributeName, write.Now);
        var due = write.Now + context.Engine.Options.StatusDelay;
        write.PutTable(table with { TimeToLive = enabled ? Enable(write, attributeName, due) : Disable(write, table.TimeToLive!, due) });
        write.Commit();
    }

    /// <summary>What a request asks for is looked at before when it asks: the service tells of an hour that is not over last.</summary>
    private static void Check(TimeToLiveSettings? before, bool enabled, string attributeName, DateTimeOffset now)
    {
        if (before is { IsOn: true } && before.AttributeName != attributeName)
            throw ServiceException.Validation($"TimeToLive is active on a different AttributeName: current AttributeName is {before.AttributeName}");
        if ((before?.IsOn ?? false) == enabled)
            throw ServiceException.Validation($"TimeToLive is already {(enabled ? "enabled" : "disabled")}");
        if (before is not null && now < before.ChangeTime + _changeInterval)
            throw ServiceException.Validation("Time to live has been modified multiple times within a fixed interval");
    }

    private static TimeToLiveSettings Enable(TableTransaction write, string attributeName, DateTimeOffset due) =>
        new(attributeName, write.NextKeySpace(), TimeToLiveStatus.Enabling, due, write.Now);

    private static TimeToLiveSettings Disable(TableTransaction write, TimeToLiveSettings before, DateTimeOffset due)
    {
        write.DropKeySpace(before.KeySpaceId);
        return before with { Status = TimeToLiveStatus.Disabling, StatusDue = due, ChangeTime = write.Now };
    }

    private sealed record Input(string? TableName, bool HasSpecification, bool? Enabled, string? AttributeName);
}
