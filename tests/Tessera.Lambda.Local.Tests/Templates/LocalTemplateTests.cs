using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Tests.Templates;

public sealed class LocalTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LocalTemplateTests() => _folder.Write("code/bootstrap", "");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadFunctions_WithGlobals_MergesThem()
    {
        var function = Read("""
            Globals:
              Function:
                Runtime: provided.al2023
                Timeout: 20
                Environment: { Variables: { A: global, B: global } }
                LoggingConfig: { LogFormat: JSON, ApplicationLogLevel: WARN, LogGroup: shop }
            Resources:
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: code
                  Handler: bootstrap
                  Timeout: 7
                  MemorySize: 256
                  ReservedConcurrentExecutions: 2
                  EventInvokeConfig: { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60 }
                  FunctionUrlConfig: { AuthType: NONE, InvokeMode: RESPONSE_STREAM }
                  Environment: { Variables: { B: own, C: own } }
                  LoggingConfig: { ApplicationLogLevel: DEBUG }
            """).ReadFunctions().Single();

        Assert.Equal(("Worker", "provided.al2023", "bootstrap", 256, 2), (function.Name, function.Runtime, function.Handler, function.MemorySize, function.ReservedConcurrency));
        Assert.Equal(TimeSpan.FromSeconds(7), function.Timeout);
        Assert.Equal(Path.Combine(_folder.Path, "code"), function.CodeFolder);
        Assert.Equal(new Dictionary<string, string> { ["A"] = "global", ["B"] = "own", ["C"] = "own" }, function.Environment);
        Assert.Equal(new LoggingDefinition("JSON", "DEBUG", "shop"), function.Logging);
        Assert.Equal(new AsyncDefinition(1, 60), function.Async);
        Assert.Equal(new FunctionUrlDefinition(Streams: true, Cors: null), function.Url);
    }

    [Fact]
    public void ReadFunctions_OfAFalseCondition_LeavesThemOut() => Assert.Empty(Read("""
        Conditions:
          Never: !Equals [a, b]
        Resources:
          Worker: { Type: AWS::Serverless::Function, Condition: Never, Properties: {} }
        """).ReadFunctions());

    [Fact]
    public void ReadTables_OfDynamoDB_AreRequests()
    {
        var table = Read("""
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: !Sub '${AWS::Region}-orders'
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{ AttributeName: PK, AttributeType: S }, { AttributeName: SK, AttributeType: N }]
                  KeySchema: [{ AttributeName: PK, KeyType: HASH }, { AttributeName: SK, KeyType: RANGE }]
                  GlobalSecondaryIndexes:
                    - IndexName: GSI1
                      KeySchema: [{ AttributeName: SK, KeyType: HASH }]
                      Projection: { ProjectionType: INCLUDE, NonKeyAttributes: [Total] }
                  StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }
                  TimeToLiveSpecification: { AttributeName: ExpiresAt, Enabled: true }
                  Tags: [{ Key: team, Value: shop }]
            """).ReadTables().Single();

        Assert.Equal("eu-west-1-orders", table.Name);
        Assert.Equal("ExpiresAt", table.TimeToLiveAttribute);
        var request = table.Request;
        Assert.Equal(["PK:S", "SK:N"], request.AttributeDefinitions.Select(attribute => $"{attribute.AttributeName}:{attribute.AttributeType}"));
        Assert.Equal(["PK:HASH", "SK:RANGE"], request.KeySchema.Select(key => $"{key.AttributeName}:{key.KeyType}"));
        Assert.Equal("PAY_PER_REQUEST", request.BillingMode.Value);
        Assert.Equal(("GSI1", "INCLUDE", "Total"), (request.GlobalSecondaryIndexes[0].IndexName, request.GlobalSecondaryIndexes[0].Projection.ProjectionType.Value, request.GlobalSecondaryIndexes[0].Projection.NonKeyAttributes.Single()));
        Assert.Equal((true, "NEW_AND_OLD_IMAGES"), (request.StreamSpecification.StreamEnabled, request.StreamSpecification.StreamViewType.Value));
        Assert.Equal(("team", "shop"), (request.Tags[0].Key, request.Tags[0].Value));
    }

    [Theory]
    [InlineData("Properties: {}", "id", "S")]
    [InlineData("Properties: { PrimaryKey: { Name: number, Type: Number } }", "number", "N")]
    public void ReadTables_OfSimpleTable_HaveOneKey(string properties, string name, string type)
    {
        var request = Read($"Resources:\n  Notes:\n    Type: AWS::Serverless::SimpleTable\n    {properties}").ReadTables().Single().Request;
        Assert.Equal(("Notes", name, type), (request.TableName, request.KeySchema.Single().AttributeName, request.AttributeDefinitions.Single().AttributeType.Value));
    }

    [Fact]
    public void ReadApis_OfSamEvents_ShareTheImplicitApis()
    {
        var apis = Read("""
            Globals:
              HttpApi: { CorsConfiguration: { AllowOrigins: ['http://localhost:*'], AllowMethods: [GET], MaxAge: 60 } }
            Resources:
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    One: { Type: HttpApi, Properties: { Path: '/a/{id}', Method: get } }
                    Any: { Type: HttpApi, Properties: { Path: '/b', Method: ANY, PayloadFormatVersion: '1.0', TimeoutInMillis: 5000 } }
                    Rest: { Type: HttpApi }
                    Old: { Type: Api, Properties: { Path: '/c', Method: post } }
            """).ReadApis();

        Assert.Equal([("ServerlessHttpApi", ApiKind.Http, "$default"), ("ServerlessRestApi", ApiKind.Rest, "Prod")], apis.Select(api => (api.Id, api.Kind, api.Stage)));
        Assert.Equal(["GET /a/{id}", "ANY /b", "$default"], apis[0].Routes.Select(route => route.Key));
        Assert.Equal([false, true, false], apis[0].Routes.Select(route => route.PayloadVersion1));
        Assert.Equal(TimeSpan.FromSeconds(5), apis[0].Routes[1].Timeout);
        Assert.Equal(("http://localhost:*", "GET", 60), (apis[0].Cors!.Origins.Single(), apis[0].Cors!.Methods.Single(), apis[0].Cors!.MaxAgeSeconds));
        Assert.Equal("POST /c", apis[1].Routes.Single().Key);
    }

    [Fact]
    public void ReadApis_OfCloudFormation_FollowRoutesToFunctions()
    {
        var api = Read("""
            Resources:
              Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: shop-worker } }
              Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
              ToWorker:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Api
                  IntegrationType: AWS_PROXY
                  PayloadFormatVersion: '2.0'
                  IntegrationUri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations'
              GetOrder:
                Type: AWS::ApiGatewayV2::Route
                Properties: { ApiId: !Ref Api, RouteKey: 'GET /orders/{id}', Target: !Sub 'integrations/${ToWorker}' }
            """).ReadApis().Single();

        Assert.Equal(("Api", ApiKind.Http), (api.Id, api.Kind));
        Assert.Equal(("Worker", "GET /orders/{id}", false), (api.Routes[0].Function, api.Routes[0].Key, api.Routes[0].PayloadVersion1));
    }

    [Fact]
    public void ReadStreamSources_WithEveryProperty_BecomeMappings()
    {
        var template = Read("""
            Resources:
              Orders: { Type: AWS::DynamoDB::Table }
              Queue: { Type: AWS::SQS::Queue }
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Orders.StreamArn
                        StartingPosition: LATEST
                        BatchSize: 10
                        MaximumBatchingWindowInSeconds: 5
                        ParallelizationFactor: 2
                        BisectBatchOnFunctionError: true
                        MaximumRetryAttempts: 3
                        MaximumRecordAgeInSeconds: 120
                        TumblingWindowInSeconds: 30
                        FunctionResponseTypes: [ReportBatchItemFailures]
                        FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] }
                        DestinationConfig: { OnFailure: { Destination: !GetAtt Queue.Arn } }
                        Enabled: false
              Plain:
                Type: AWS::Lambda::EventSourceMapping
                Properties: { EventSourceArn: !GetAtt Orders.StreamArn, FunctionName: !Ref Worker, StartingPosition: TRIM_HORIZON }
            """);
        template.Scope.Set("Orders", "StreamArn", "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders/stream/1");
        var sources = template.ReadStreamSources();

        Assert.Equal([("WorkerChanges", "Worker"), ("Plain", "Worker")], sources.Select(source => (source.Name, source.Function)));
        Assert.All(sources, source => Assert.Equal("arn:aws:dynamodb:eu-west-1:000000000000:table/Orders/stream/1", source.StreamArn));
        Assert.Equal("arn:aws:sqs:eu-west-1:000000000000:Queue", sources[0].Destination);
        var options = sources[0].Options;
        Assert.Equal(["""{"eventName":["INSERT"]}"""], options.FilterPatterns);
        Assert.Equal(
            new EventSourceMappingOptions
            {
                StartingPosition = StartingPosition.Latest,
                BatchSize = 10,
                MaximumBatchingWindow = TimeSpan.FromSeconds(5),
                ParallelizationFactor = 2,
                BisectBatchOnFunctionError = true,
                MaximumRetryAttempts = 3,
                MaximumRecordAge = TimeSpan.FromSeconds(120),
                TumblingWindow = TimeSpan.FromSeconds(30),
                ReportBatchItemFailures = true,
                FilterPatterns = options.FilterPatterns,
                Enabled = false,
                FunctionArn = "arn:aws:lambda:eu-west-1:000000000000:function:Worker",
            },
            options);
        Assert.Equal(StartingPosition.TrimHorizon, sources[1].Options.StartingPosition);
    }

    [Theory]
    [InlineData("Timeout: soon", "template.yaml:8: Resources.Worker.Properties.Timeout: 'soon' is not a number between 1 and 900. Write one.")]
    [InlineData("MemorySize: 64", "template.yaml:8: Resources.Worker.Properties.MemorySize: '64' is not a number between 128 and 10240. Write one.")]
    [InlineData("LoggingConfig: { ApplicationLogLevel: WARN }", "template.yaml:8: Resources.Worker.Properties.LoggingConfig.ApplicationLogLevel: A log level needs the log format JSON. Add LogFormat: JSON.")]
    [InlineData("PackageType: Image", "template.yaml:4: Resources.Worker: Container images do not run here: there is no Docker. Use PackageType: Zip with a CodeUri folder.")]
    [InlineData("InlineCode: 'pass'", "template.yaml:8: Resources.Worker.Properties.InlineCode: Inline code needs a managed runtime, which is not here. Put an executable 'bootstrap' into a CodeUri folder.")]
    [InlineData("Environment: { Variables: { A: [1] } }", "template.yaml:8: Resources.Worker.Properties.Environment.Variables.A: Expected a text.")]
    [InlineData("Events: { E: { Type: HttpApi, Properties: { Path: /a } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties: Path and Method go together. Write both, or neither for $default.")]
    [InlineData("Events: { E: { Type: Api, Properties: { Path: a, Method: get } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties.Path: 'a' does not start with '/'. Write '/a'.")]
    [InlineData("Events: { E: { Type: DynamoDB, Properties: { Stream: x } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties: 'StartingPosition' is missing. Add it.")]
    [InlineData("Events: { E: { Type: DynamoDB, Properties: { Stream: x, StartingPosition: MIDDLE } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties.StartingPosition: 'MIDDLE' is not known here. Write one of: TRIM_HORIZON, LATEST.")]
    [InlineData("Events: { E: { Type: DynamoDB, Properties: { Stream: x, StartingPosition: LATEST, BatchSize: 20000 } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties.BatchSize: '20000' is not a number between 1 and 10000. Write one.")]
    [InlineData("Events: { E: { Type: DynamoDB, Properties: { Stream: x, StartingPosition: LATEST, BatchSize: 0 } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties.BatchSize: '0' is not a number between 1 and 10000. Write one.")]
    [InlineData("Events: { E: { Type: DynamoDB, Properties: { Stream: x, StartingPosition: LATEST, TumblingWindowInSeconds: soon } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties.TumblingWindowInSeconds: 'soon' is not a number between 0 and 900. Write one.")]
    [InlineData("Events: { E: { Type: DynamoDB, Properties: { Stream: x, StartingPosition: LATEST, MaximumRecordAgeInSeconds: 59 } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties.MaximumRecordAgeInSeconds: '59' is not a number between 60 and 604800. Write one.")]
    [InlineData("Events: { E: { Type: HttpApi, Properties: { Path: /a, Method: FETCH } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties.Method: 'FETCH' is not a method of a route. Write one of: GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, ANY.")]
    [InlineData("Events: { E: { Type: Api, Properties: { Path: /a, Method: '' } } }", "template.yaml:8: Resources.Worker.Properties.Events.E.Properties.Method: '' is not a method of a route. Write one of: GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, ANY.")]
    [InlineData("CodeUri: nowhere", "template.yaml:8: Resources.Worker.Properties.CodeUri: There is no folder 'nowhere' beside the template. Publish the function there, or name its project's folder.")]
    [InlineData("CodeUri: s3://bucket/code.zip", "template.yaml:8: Resources.Worker.Properties.CodeUri: The code is not on this machine. Write a folder: CodeUri: ./publish.")]
    public void Check_WrongProperty_NamesLineResourceAndFix(string property, string message)
    {
        Assert.Equal(message, Errors($"""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: provided.al2023
                  Handler: bootstrap
                  {property}
                  {(property.StartsWith("CodeUri", StringComparison.Ordinal) ? "Timeout: 1" : "CodeUri: code")}
            """));
    }

    [Theory]
    [InlineData("Resources: {}", "template.yaml: The template has no functions. Add a resource of type AWS::Serverless::Function.")]
    [InlineData("Resources:\n  A: {}", "template.yaml:2: Resources.A: 'Type' is missing. Add it, such as Type: AWS::Serverless::Function.")]
    [InlineData("Resources:\n  A: { Type: AWS::Serverless::Function, Properties: {} }", "template.yaml:2: Resources.A: Property 'Runtime' is missing. Add it under Properties.\n"
        + "template.yaml:2: Resources.A: Property 'Handler' is missing. Add it under Properties.\n"
        + "template.yaml:2: Resources.A: Property 'CodeUri' is missing. Add it under Properties.")]
    public void Check_UselessTemplate_SaysWhatIsMissing(string text, string message) =>
        Assert.Equal(message, Errors(text));

    [Fact]
    public void ReadWarnings_OfMisspeltTypes_NameTheRightOnes() => Assert.Equal(
        [
            "template.yaml:2: Resources.Books: 'AWS::DynamoDB::Tabel' is no type that runs here, so the resource is passed over. Write AWS::DynamoDB::Table.",
            "template.yaml:3: Resources.Web: 'AWS::Serverless::Funktion' is no type that runs here, so the resource is passed over. Write AWS::Serverless::Function.",
            "template.yaml:11: Resources.Worker.Properties.Events.Changes: Events of type DynamoDb do not happen here. Write DynamoDB.",
            "template.yaml:12: Resources.Worker.Properties.Events.Daily: Events of type Schedule do not happen here. Invoke Worker by hand.",
        ],
        Read("""
            Resources:
              Books: { Type: AWS::DynamoDB::Tabel }
              Web: { Type: AWS::Serverless::Funktion }
              Far: { Type: AWS::DynamoDB::GlobalTable }
              Other: { Type: AWS::ApiGatewayV2::RouteResponse }
              Layer: { Type: AWS::Serverless::LayerVersion }
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Changes: { Type: DynamoDb }
                    Daily: { Type: Schedule }
            """).ReadWarnings());

    [Theory]
    [InlineData("")]
    [InlineData("just a text")]
    public void Parse_NoMap_SaysWhatIsNeeded(string text) => Assert.Equal(
        "template.yaml:1: The template is empty. It needs at least 'Resources:'.", Assert.Throws<TemplateException>(() => Read(text)).Message);

    [Fact]
    public void Parse_NotYaml_NamesTheLine()
    {
        var error = Assert.Throws<TemplateException>(() => Read("Resources:\n  A: [1\n"));
        Assert.StartsWith("template.yaml:3: This is not YAML: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Resources:\n\tWeb: {}\n", 2)]
    [InlineData("Resources:\n  Web:\n    Type: x\n\tFoo: y\n", 4)]
    [InlineData("Resources:\n  Web: {\n\tType: x\n}\n", 3)]
    public void Parse_TabAsIndentation_NamesItsLine(string text, int line) => Assert.Equal(
        $"template.yaml:{line}: This is not YAML: the line begins with a tab. Write spaces.", Assert.Throws<TemplateException>(() => Read(text)).Message);

    [Theory]
    [InlineData("", "template.yaml:4: Resources.Books: A table without a billing mode is PROVISIONED, and has no ProvisionedThroughput.")]
    [InlineData("BillingMode: PROVISIONED", "template.yaml:6: Resources.Books.Properties.BillingMode: A PROVISIONED table needs ProvisionedThroughput.")]
    public void Check_TableWithoutThroughput_SaysWhatToWrite(string billing, string message) => Assert.Equal(
        $"{message} Write BillingMode: PAY_PER_REQUEST, or add ProvisionedThroughput: {{ ReadCapacityUnits: 5, WriteCapacityUnits: 5 }}.",
        Errors($$"""
            Resources:
              Books:
                # Has a key.
                Type: AWS::DynamoDB::Table
                Properties:
                  {{billing}}
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
            """));

    [Fact]
    public void ReadWarnings_OfUnknownProperties_NameTheNearest() => Assert.Equal(
        [
            "template.yaml:2: Globals.Function.Runtme: AWS::Serverless::Function has no property 'Runtme', so it does nothing. Write Runtime.",
            "template.yaml:7: Resources.Worker.Properties.Timout: AWS::Serverless::Function has no property 'Timout', so it does nothing. Write Timeout.",
            "template.yaml:8: Resources.Worker.Properties.Fruit: AWS::Serverless::Function has no property 'Fruit', so it does nothing. Remove it.",
            "template.yaml:13: Resources.Plain.Properties.Tracing: AWS::Lambda::Function has no property 'Tracing', so it does nothing. Write TracingConfig.",
            "template.yaml:13: Resources.Plain.Properties.CodeUri: AWS::Lambda::Function has no property 'CodeUri', so it does nothing. Write Code.",
        ],
        Read("""
            Globals:
              Function: { Runtme: dotnet10, Tracing: Active }
            Resources:
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Timout: 4
                  Fruit: apple
                  Policies: !ImportValue NotLookedAt
                  VpcConfig: { SubnetIds: [] }
              Plain:
                Type: AWS::Lambda::Function
                Properties: { Tracing: x, TracingConfig: { Mode: Active }, CodeUri: x }
            """).ReadWarnings());

    [Fact]
    public void ReadWarnings_OfEventsThatDoNotHappen_NameThem() => Assert.Equal(
        ["template.yaml:6: Resources.Worker.Properties.Events.Nightly: Events of type Schedule do not happen here. Invoke Worker by hand."],
        Read("""
            Resources:
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
            """).ReadWarnings());

    private LocalTemplate Read(string text) => TemplateText.Read(text, folder: _folder.Path);

    private string Errors(string text) => TemplateText.Errors(text, folder: _folder.Path);
}
