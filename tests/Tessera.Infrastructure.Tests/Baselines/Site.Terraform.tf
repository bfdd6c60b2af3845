# The infrastructure of Bank, for Terraform (terraform init, terraform apply).
#
# Written from the code: tables and indexes from its entities, routes from its endpoints, mappings and filters from its
# stream handlers, policies from the calls that its compiled code makes. Do not edit it; change the code and run again
#     tessera schema
# which with --check tells whether this file is what the code says. What is not in the code belongs in a template of its own.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 6.27" }
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

# Bank.Reports.Run hands a table to Foreign.Library of Foreign, which is not read, so every action on items is allowed.
data "aws_iam_policy_document" "http_function" {
  statement {
    actions   = ["dynamodb:Query"]
    resources = [aws_dynamodb_table.shop_table.arn]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.http_function.arn}:*"]
  }

  statement {
    actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "http_function" {
  name               = "${var.name}-http"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy" "http_function" {
  name   = "Tables"
  role   = aws_iam_role.http_function.id
  policy = data.aws_iam_policy_document.http_function.json
}

resource "aws_cloudwatch_log_group" "http_function" {
  name              = "/aws/lambda/${var.name}-http"
  retention_in_days = 30
}

resource "aws_lambda_function" "http_function" {
  function_name    = "${var.name}-http"
  description      = "The HTTP API of Bank"
  role             = aws_iam_role.http_function.arn
  runtime          = "dotnet10"
  handler          = "Bank"
  architectures    = ["x86_64"]
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  memory_size      = 512
  timeout          = 30
  depends_on       = [aws_cloudwatch_log_group.http_function, aws_iam_role_policy.http_function]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_apigatewayv2_api" "http" {
  name          = var.name
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "http" {
  api_id                 = aws_apigatewayv2_api.http.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.http_function.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "default" {
  api_id    = aws_apigatewayv2_api.http.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.http.id}"
}

resource "aws_apigatewayv2_stage" "http" {
  api_id      = aws_apigatewayv2_api.http.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_lambda_permission" "http" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.http_function.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.http.execution_arn}/*"
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

resource "aws_cloudwatch_metric_alarm" "http_function_errors" {
  alarm_name          = "${var.name}-http-function-errors"
  alarm_description   = "Invocations of HttpFunction fail."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.http_function.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "http_function_throttles" {
  alarm_name          = "${var.name}-http-function-throttles"
  alarm_description   = "Invocations of HttpFunction are throttled."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = { FunctionName = aws_lambda_function.http_function.function_name }
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

output "url" {
  description = "The address of the HTTP API"
  value       = aws_apigatewayv2_api.http.api_endpoint
}

output "shop_table_name" {
  description = "The name of the table shop"
  value       = aws_dynamodb_table.shop_table.name
}

output "alarm_topic_arn" {
  description = "The topic that alarms go to"
  value       = aws_sns_topic.alarms.arn
}
