using Tessera.Infrastructure.Hcl;
using Tessera.Infrastructure.Planning;

namespace Tessera.Infrastructure.Templates;

/// <summary>A function with its role, policy and log, and what a stream's function needs besides.</summary>
internal static class TerraformFunction
{
    private const int LogRetentionDays = 30;
    private const string Trust = "lambda_trust";

    public static string Label(FunctionPlan function) => LogicalIds.Underscored(function.LogicalId);

    public static string Address(FunctionPlan function) => "aws_lambda_function." + Label(function);

    public static string QueueAddress(StreamPlan stream) => "aws_sqs_queue." + LogicalIds.Underscored(stream.QueueId);

    /// <summary>Who may take the roles of functions.</summary>
    public static HclBlock TrustDocument() => new("data", "aws_iam_policy_document", Trust)
    {
        new HclBlock("statement")
        {
            { "actions", HclValue.List(["sts:AssumeRole"]) },
            new HclBlock("principals") { { "type", "Service" }, { "identifiers", HclValue.List(["lambda.amazonaws.com"]) } },
        },
    };

    public static IEnumerable<HclBlock> Blocks(FunctionPlan function, InfrastructurePlan plan)
    {
        var label = Label(function);
        yield return new HclBlock("data", "aws_iam_policy_document", label) { Comments = function.Notes }.With(Statements(function));
        yield return new HclBlock("resource", "aws_iam_role", label)
        {
            { "name", HclValue.Template($"${{var.name}}-{function.Name}") },
            { "assume_role_policy", HclValue.Expression($"data.aws_iam_policy_document.{Trust}.json") },
        };
        yield return new HclBlock("resource", "aws_iam_role_policy", label)
        {
            { "name", "Tables" },
            { "role", HclValue.Expression($"aws_iam_role.{label}.id") },
            { "policy", HclValue.Expression($"data.aws_iam_policy_document.{label}.json") },
        };
        yield return new HclBlock("resource", "aws_cloudwatch_log_group", label)
        {
            { "name", HclValue.Template($"/aws/lambda/${{var.name}}-{function.Name}") },
            { "retention_in_days", LogRetentionDays },
        };
        yield return Function(function, plan, label);
    }

    public static IEnumerable<HclBlock> StreamBlocks(FunctionPlan function)
    {
        var (stream, handler) = (function.Stream!, function.Stream!.Handler);
        yield return new HclBlock("resource", "aws_sqs_queue", LogicalIds.Underscored(stream.QueueId))
        {
            { "name", HclValue.Template($"${{var.name}}-{function.Name}-failures") },
            { "message_retention_seconds", 14 * 24 * 60 * 60 },
            { "sqs_managed_sse_enabled", true },
        };
        yield return new HclBlock("resource", "aws_lambda_event_source_mapping", Label(function))
        {
            { "event_source_arn", HclValue.Expression(TerraformTable.Address(stream.Table) + ".stream_arn") },
            { "function_name", HclValue.Expression(Address(function) + ".arn") },
            { "starting_position", handler.FromTrimHorizon ? "TRIM_HORIZON" : "LATEST" },
            { "batch_size", handler.BatchSize },
            { "maximum_batching_window_in_seconds", Unless(0, handler.MaximumBatchingWindowSeconds) },
            { "parallelization_factor", Unless(1, handler.ParallelizationFactor) },
            { "tumbling_window_in_seconds", Unless(0, handler.TumblingWindowSeconds) },
            { "bisect_batch_on_function_error", handler.BisectBatchOnFunctionError ? (HclValue)true : null },
            { "maximum_retry_attempts", Unless(-1, handler.MaximumRetryAttempts) },
            { "maximum_record_age_in_seconds", Unless(-1, handler.MaximumRecordAgeSeconds) },
            { "function_response_types", handler.ReportBatchItemFailures ? HclValue.List(["ReportBatchItemFailures"]) : null },
            Filters(handler),
            new HclBlock("destination_config")
            {
                new HclBlock("on_failure") { { "destination_arn", HclValue.Expression(QueueAddress(stream) + ".arn") } },
            },
        };
    }

    private static HclBlock Function(FunctionPlan function, InfrastructurePlan plan, string label) => new("resource", "aws_lambda_function", label)
    {
        { "function_name", HclValue.Template($"${{var.name}}-{function.Name}") },
        { "description", function.Description },
        { "role", HclValue.Expression($"aws_iam_role.{label}.arn") },
        { "runtime", plan.Runtime },
        { "handler", plan.Handler },
        { "architectures", HclValue.List([plan.Options.Architecture]) },
        { "filename", HclValue.Expression("var.package") },
        { "source_code_hash", HclValue.Expression("filebase64sha256(var.package)") },
        { "memory_size", plan.Options.MemoryMB },
        { "timeout", function.TimeoutSeconds },
        // The policy too: what invokes the function waits for the function alone, and would find a role that may do nothing yet.
        { "depends_on", HclValue.Expression($"[aws_cloudwatch_log_group.{label}, aws_iam_role_policy.{label}]") },
        Variables(function),
        new HclBlock("tracing_config") { { "mode", "Active" } },
    };

    private static HclBlock? Variables(FunctionPlan function) => function.Stream is not { } stream
        ? null
        : new HclBlock("environment") { { "variables", HclValue.Expression($"{{ TESSERA_HANDLER = {((HclValue)stream.Handler.Name).Text} }}") } };

    private static HclBlock? Filters(ApplicationStreamHandler handler) => handler.FilterPatterns.Count == 0
        ? null
        : new HclBlock("filter_criteria") { handler.FilterPatterns.Select(pattern => new HclBlock("filter") { { "pattern", pattern } }) };

    private static IEnumerable<HclBlock> Statements(FunctionPlan function)
    {
        foreach (var access in function.Access)
        {
            var table = TerraformTable.Address(access.Table);
            yield return Allow(access.Actions, access.Index is null ? HclValue.Expression(table + ".arn") : HclValue.Template($"${{{table}.arn}}/index/{access.Index}"));
        }

        if (function.Stream is { } stream)
        {
            yield return Allow(PolicyStatements.StreamActions, HclValue.Expression(TerraformTable.Address(stream.Table) + ".stream_arn"));
            yield return Allow(["sqs:SendMessage"], HclValue.Expression(QueueAddress(stream) + ".arn"));
        }

        foreach (var use in KeyUse.Of(function))
            yield return Allow(use.Actions, HclValue.Expression(TerraformTable.KeyAddress(use.Table) + ".arn")).With([ViaDynamoDB()]);
        yield return Allow(["logs:CreateLogStream", "logs:PutLogEvents"], HclValue.Template($"${{aws_cloudwatch_log_group.{Label(function)}.arn}}:*"));
        yield return Allow(["xray:PutTelemetryRecords", "xray:PutTraceSegments"], "*");
    }

    private static HclBlock ViaDynamoDB() => new("condition")
    {
        { "test", "StringLike" },
        { "variable", "kms:ViaService" },
        { "values", HclValue.List([KeyUse.Service]) },
    };

    private static HclBlock Allow(IReadOnlyList<string> actions, HclValue resource) => new("statement")
    {
        { "actions", HclValue.List(actions.Select(action => (HclValue)action)) },
        { "resources", HclValue.List([resource]) },
    };

    private static HclBlock With(this HclBlock block, IEnumerable<HclBlock> blocks)
    {
        block.Add(blocks);
        return block;
    }

    private static HclValue? Unless(long usual, long value) => value == usual ? null : (HclValue)value;
}
