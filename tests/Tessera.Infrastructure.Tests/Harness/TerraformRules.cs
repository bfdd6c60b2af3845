using System.Text.RegularExpressions;

namespace Tessera.Infrastructure.Tests.Harness;

/// <summary>Checks a configuration: syntax, arguments against a table of those that the provider knows, references against what is declared.</summary>
internal static partial class TerraformRules
{
    /// <summary>Arguments by the path of the block; those with <c>*</c> are required. Kept by hand from the provider's documentation.</summary>
    private static readonly Dictionary<string, string> _arguments = new()
    {
        ["terraform"] = "required_version",
        ["terraform/required_providers"] = "aws",
        ["variable"] = "description type* default",
        ["output"] = "description value*",
        ["aws_iam_policy_document"] = "",
        ["aws_iam_policy_document/statement"] = "actions* resources effect sid",
        ["aws_iam_policy_document/statement/principals"] = "type* identifiers*",
        ["aws_iam_policy_document/statement/condition"] = "test* variable* values*",
        ["aws_kms_key"] = "key_id*",
        ["aws_iam_role"] = "name assume_role_policy* description",
        ["aws_iam_role_policy"] = "name role* policy*",
        ["aws_cloudwatch_log_group"] = "name retention_in_days",
        ["aws_lambda_function"] = "function_name* role* description runtime handler architectures filename source_code_hash memory_size timeout depends_on",
        ["aws_lambda_function/environment"] = "variables",
        ["aws_lambda_function/tracing_config"] = "mode*",
        ["aws_apigatewayv2_api"] = "name* protocol_type*",
        ["aws_apigatewayv2_integration"] = "api_id* integration_type* integration_uri payload_format_version",
        ["aws_apigatewayv2_route"] = "api_id* route_key* target",
        ["aws_apigatewayv2_stage"] = "api_id* name* auto_deploy",
        ["aws_lambda_permission"] = "action* function_name* principal* source_arn",
        ["aws_sqs_queue"] = "name message_retention_seconds sqs_managed_sse_enabled",
        ["aws_lambda_event_source_mapping"] = "function_name* event_source_arn starting_position batch_size maximum_batching_window_in_seconds parallelization_factor "
            + "tumbling_window_in_seconds bisect_batch_on_function_error maximum_retry_attempts maximum_record_age_in_seconds function_response_types",
        ["aws_lambda_event_source_mapping/filter_criteria"] = "",
        ["aws_lambda_event_source_mapping/filter_criteria/filter"] = "pattern",
        ["aws_lambda_event_source_mapping/destination_config"] = "",
        ["aws_lambda_event_source_mapping/destination_config/on_failure"] = "destination_arn*",
        ["aws_dynamodb_table"] = "name* billing_mode read_capacity write_capacity table_class hash_key range_key stream_enabled stream_view_type "
            + "deletion_protection_enabled tags",
        ["aws_dynamodb_table/attribute"] = "name* type*",
        ["aws_dynamodb_table/global_secondary_index"] = "name* hash_key* range_key projection_type* non_key_attributes read_capacity write_capacity",
        ["aws_dynamodb_table/local_secondary_index"] = "name* range_key* projection_type* non_key_attributes",
        ["aws_dynamodb_table/ttl"] = "attribute_name enabled",
        ["aws_dynamodb_table/point_in_time_recovery"] = "enabled* recovery_period_in_days",
        ["aws_dynamodb_table/server_side_encryption"] = "enabled* kms_key_arn",
        ["aws_dynamodb_table/lifecycle"] = "prevent_destroy",
        ["aws_cloudwatch_metric_alarm"] = "alarm_name* alarm_description namespace metric_name dimensions statistic period evaluation_periods* comparison_operator* threshold "
            + "treat_missing_data alarm_actions",
        ["aws_sns_topic"] = "name",
    };

    public static List<string> Check(string text)
    {
        var problems = new List<string>();
        var root = HclReader.Read(text, problems);
        foreach (var block in root.Blocks)
            CheckBlock(block, block.Header[0] is "resource" or "data" ? block.Header[1] : block.Header[0], problems);
        CheckReferences(root, problems);
        return problems;
    }

    private static void CheckBlock(HclNode block, string path, List<string> problems)
    {
        if (!_arguments.TryGetValue(path, out var known))
        {
            problems.Add($"line {block.Line}: {path} is not a block");
            return;
        }

        var names = known.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        problems.AddRange(block.Arguments.Keys.Except(names.Select(name => name.TrimEnd('*'))).Select(name => $"line {block.Line}: {name} is not an argument of {path}"));
        problems.AddRange(names.Where(name => name.EndsWith('*') && !block.Arguments.ContainsKey(name.TrimEnd('*'))).Select(name => $"line {block.Line}: {path} needs {name}"));
        foreach (var child in block.Blocks)
            CheckBlock(child, $"{path}/{child.Header[0]}", problems);
    }

    private static void CheckReferences(HclNode root, List<string> problems)
    {
        var declared = root.Blocks.Select(Address).ToList();
        problems.AddRange(declared.GroupBy(address => address).Where(group => group.Count() > 1).Select(group => $"{group.Key} is declared twice"));
        foreach (var block in root.Blocks)
            CheckReferences(block, [.. declared], problems);
    }

    private static void CheckReferences(HclNode block, HashSet<string> declared, List<string> problems)
    {
        foreach (var value in block.Arguments.Values)
        {
            var used = Reference().Matches(OutsideText(value)).Select(match => match.Value).Where(address => !declared.Contains(address));
            problems.AddRange(used.Select(address => $"line {block.Line}: there is no {address}"));
        }

        block.Blocks.ForEach(child => CheckReferences(child, declared, problems));
    }

    /// <summary>The expressions of a value: what is not text, and what stands in text as <c>${…}</c>.</summary>
    private static string OutsideText(string value) =>
        string.Join(' ', Interpolation().Matches(value).Select(match => match.Value).Append(Text().Replace(value, " ")));

    private static string Address(HclNode block) => block.Header[0] switch
    {
        "resource" => $"{block.Header[1]}.{block.Header[2]}",
        "data" => $"data.{block.Header[1]}.{block.Header[2]}",
        "variable" => $"var.{block.Header[1]}",
        _ => string.Join('.', block.Header),
    };

    [GeneratedRegex(@"\b(data\.aws_[a-z0-9_]+\.[a-z0-9_]+|(?<!data\.)\baws_[a-z0-9_]+\.[a-z0-9_]+|var\.[a-z_]+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?<!\$)\$\{[^}]*\}")]
    private static partial Regex Interpolation();

    [GeneratedRegex("""
        "(\\.|[^"\\])*"
        """)]
    private static partial Regex Text();
}
