# The infrastructure of Bank, for Terraform (terraform init, terraform apply).
#
# Written from the code: tables and indexes from its entities, routes from its endpoints, mappings and filters from its
# stream handlers, policies from the calls that its compiled code makes. Do not edit it; change the code and run again
#     tessera schema
# which with --check tells whether this file is what the code says. What is not in the code belongs in a template of its own.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.100" }
  }
}

variable "package" {
  description = "The published program as a zip file"
  type        = string
}

variable "name" {
  description = "What the names of functions and roles begin with"
  type        = string
  default     = "bank"
}

data "aws_iam_policy_document" "lambda_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "order_events_function" {
  statement {
    actions   = ["dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.shop_table.arn]
  }

  statement {
    actions   = ["dynamodb:Query"]
    resources = ["${aws_dynamodb_table.shop_table.arn}/index/GSI1"]
  }

  statement {
    actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
    resources = [aws_dynamodb_table.shop_table.stream_arn]
  }

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.order_events_failures.arn]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.order_events_function.arn}:*"]
  }

  statement {
    actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "order_events_function" {
  name               = "${var.name}-order-events"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy" "order_events_function" {
  name   = "Tables"
  role   = aws_iam_role.order_events_function.id
  policy = data.aws_iam_policy_document.order_events_function.json
}

resource "aws_cloudwatch_log_group" "order_events_function" {
  name              = "/aws/lambda/${var.name}-order-events"
  retention_in_days = 30
}

resource "aws_lambda_function" "order_events_function" {
  function_name    = "${var.name}-order-events"
  description      = "OrderEvents, which handles the stream of the table shop"
  role             = aws_iam_role.order_events_function.arn
  runtime          = "provided.al2023"
  handler          = "bootstrap"
  architectures    = ["x86_64"]
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  memory_size      = 512
  timeout          = 60
  depends_on       = [aws_cloudwatch_log_group.order_events_function, aws_iam_role_policy.order_events_function]

  environment {
    variables = { TESSERA_HANDLER = "OrderEvents" }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_sqs_queue" "order_events_failures" {
  name                      = "${var.name}-order-events-failures"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_event_source_mapping" "order_events_function" {
  event_source_arn               = aws_dynamodb_table.shop_table.stream_arn
  function_name                  = aws_lambda_function.order_events_function.arn
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = 10
  function_response_types        = ["ReportBatchItemFailures"]

  filter_criteria {
    filter {
      pattern = "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"EntityType\":{\"S\":[\"Order\"]}}}}"
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.order_events_failures.arn
    }
  }
}

data "aws_kms_key" "ledger_context_table" {
  key_id = "alias/ledger"
}

resource "aws_dynamodb_table" "ledger_context_table" {
  name                        = "prod-ledger"
  billing_mode                = "PROVISIONED"
  read_capacity               = 5
  write_capacity              = 2
  table_class                 = "STANDARD_INFREQUENT_ACCESS"
  hash_key                    = "Account"
  range_key                   = "Entry"
  stream_enabled              = true
  stream_view_type            = "KEYS_ONLY"
  deletion_protection_enabled = true
  tags                        = { "cost-centre" = "4711", "team" = "billing: the \"green\" one's" }

  attribute {
    name = "Account"
    type = "S"
  }

  attribute {
    name = "Entry"
    type = "N"
  }

  attribute {
    name = "Day"
    type = "S"
  }

  attribute {
    name = "Hash"
    type = "B"
  }

  global_secondary_index {
    name            = "ByDay"
    hash_key        = "Day"
    projection_type = "KEYS_ONLY"
    read_capacity   = 5
    write_capacity  = 2
  }

  local_secondary_index {
    name               = "ByHash"
    range_key          = "Hash"
    projection_type    = "INCLUDE"
    non_key_attributes = ["Amount", "Text"]
  }

  point_in_time_recovery {
    enabled                 = true
    recovery_period_in_days = 14
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = data.aws_kms_key.ledger_context_table.arn
  }
}

resource "aws_dynamodb_table" "shop_table" {
  name             = "shop"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "PK"
  range_key        = "SK"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "PK"
    type = "S"
  }

  attribute {
    name = "SK"
    type = "S"
  }

  attribute {
    name = "GSI1PK"
    type = "S"
  }

  attribute {
    name = "GSI1SK"
    type = "S"
  }

  global_secondary_index {
    name            = "GSI1"
    hash_key        = "GSI1PK"
    range_key       = "GSI1SK"
    projection_type = "ALL"
  }

  ttl {
    attribute_name = "ExpiresAt"
    enabled        = true
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "order_events_function_errors" {
  alarm_name          = "${var.name}-order-events-function-errors"
  alarm_description   = "Invocations of OrderEventsFunction fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.order_events_function.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "order_events_function_throttles" {
  alarm_name          = "${var.name}-order-events-function-throttles"
  alarm_description   = "Invocations of OrderEventsFunction are throttled."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = { FunctionName = aws_lambda_function.order_events_function.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "order_events_function_iterator_age" {
  alarm_name          = "${var.name}-order-events-function-iterator-age"
  alarm_description   = "OrderEventsFunction is more than 15 minutes behind its stream."
  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  dimensions          = { FunctionName = aws_lambda_function.order_events_function.function_name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 900000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "order_events_failures_waiting" {
  alarm_name          = "${var.name}-order-events-failures-waiting"
  alarm_description   = "Records that OrderEventsFunction gave up on wait in OrderEventsFailures."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.order_events_failures.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "ledger_context_table_read_throttles" {
  alarm_name          = "${var.name}-ledger-context-table-read-throttles"
  alarm_description   = "Reads of the table prod-ledger are throttled."
  namespace           = "AWS/DynamoDB"
  metric_name         = "ReadThrottleEvents"
  dimensions          = { TableName = aws_dynamodb_table.ledger_context_table.name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "ledger_context_table_write_throttles" {
  alarm_name          = "${var.name}-ledger-context-table-write-throttles"
  alarm_description   = "Writes of the table prod-ledger are throttled."
  namespace           = "AWS/DynamoDB"
  metric_name         = "WriteThrottleEvents"
  dimensions          = { TableName = aws_dynamodb_table.ledger_context_table.name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "shop_table_read_throttles" {
  alarm_name          = "${var.name}-shop-table-read-throttles"
  alarm_description   = "Reads of the table shop are throttled."
  namespace           = "AWS/DynamoDB"
  metric_name         = "ReadThrottleEvents"
  dimensions          = { TableName = aws_dynamodb_table.shop_table.name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "shop_table_write_throttles" {
  alarm_name          = "${var.name}-shop-table-write-throttles"
  alarm_description   = "Writes of the table shop are throttled."
  namespace           = "AWS/DynamoDB"
  metric_name         = "WriteThrottleEvents"
  dimensions          = { TableName = aws_dynamodb_table.shop_table.name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

# Alarms go here. Subscribe an address or a channel to it.
resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

output "ledger_context_table_name" {
  description = "The name of the table prod-ledger"
  value       = aws_dynamodb_table.ledger_context_table.name
}

output "shop_table_name" {
  description = "The name of the table shop"
  value       = aws_dynamodb_table.shop_table.name
}

output "alarm_topic_arn" {
  description = "The topic that alarms go to"
  value       = aws_sns_topic.alarms.arn
}
