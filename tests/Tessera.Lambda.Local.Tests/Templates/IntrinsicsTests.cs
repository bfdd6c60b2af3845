using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Tests.Templates;

public sealed class IntrinsicsTests
{
    private const string Sections = """
        Parameters:
          Stage: { Type: String, Default: dev }
          Owner: { Type: String, Default: '' }
        Mappings:
          Sizes:
            dev: { Memory: 256, Zones: [a, b] }
            prod: { Memory: 1024, Zones: [c] }
        Conditions:
          IsDev: !Equals [!Ref Stage, dev]
          IsProd: !Not [!Condition IsDev]
          IsEither: !Or [Condition: IsDev, !Equals [!Ref Stage, prod]]
          IsBoth: !And [!Condition IsDev, !Condition IsProd]
        """;

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("!Ref Stage", "dev")]
    [InlineData("{ Ref: Stage }", "dev")]
    [InlineData("!Ref Owner", "")]
    [InlineData("!Ref Orders", "orders")]
    [InlineData("!Ref Worker", "Worker")]
    [InlineData("!Ref AWS::Region", "eu-west-1")]
    [InlineData("!Ref AWS::AccountId", "000000000000")]
    [InlineData("!Ref AWS::NoValue", "absent")]
    [InlineData("!GetAtt Orders.Arn", "arn:aws:dynamodb:eu-west-1:000000000000:table/orders")]
    [InlineData("!GetAtt Orders.StreamArn", "arn:stream")]
    [InlineData("!GetAtt [Worker, Arn]", "arn:aws:lambda:eu-west-1:000000000000:function:Worker")]
    [InlineData("{ 'Fn::GetAtt': [Orders, StreamArn] }", "arn:stream")]
    [InlineData("{ 'Fn::GetAtt': Orders.StreamArn }", "arn:stream")]
    [InlineData("!GetAtt Http.ApiId", "Http.ApiId")]
    [InlineData("!GetAtt Other.Anything", "Other.Anything")]
    [InlineData("!GetAtt WorkerRole.Arn", "arn:aws:iam::000000000000:role/WorkerRole")]
    [InlineData("!Sub '${Stage}-${Orders}-${Orders.StreamArn}-${AWS::Region}'", "dev-orders-arn:stream-eu-west-1")]
    [InlineData("!Sub '${!literal} costs $5'", "${literal} costs $5")]
    [InlineData("!Sub ['${name}/${Stage}', { name: !Ref Orders }]", "orders/dev")]
    [InlineData("{ 'Fn::Sub': '${Stage}' }", "dev")]
    [InlineData("!Join ['-', [a, !Ref Stage, c]]", "a-dev-c")]
    [InlineData("{ 'Fn::Join': [',', !Split ['|', 'a|b']] }", "a,b")]
    [InlineData("!Split [',', 'a,b,c']", "[a, b, c]")]
    [InlineData("!Select [1, [a, b, c]]", "b")]
    [InlineData("!Select ['0', !Split [':', 'x:y']]", "x")]
    [InlineData("!If [IsDev, yes please, no]", "yes please")]
    [InlineData("!If [IsProd, yes, !Ref Stage]", "dev")]
    [InlineData("!If [IsProd, yes, !Ref AWS::NoValue]", "absent")]
    [InlineData("!If [IsEither, both, none]", "both")]
    [InlineData("!If [IsBoth, both, none]", "none")]
    [InlineData("{ 'Fn::If': [IsDev, { A: !Ref Stage }, {}] }", "{A: dev}")]
    [InlineData("!FindInMap [Sizes, !Ref Stage, Memory]", "256")]
    [InlineData("!FindInMap [Sizes, prod, Zones]", "[c]")]
    [InlineData("!Base64 hello", "aGVsbG8=")]
    [InlineData("[a, !Ref AWS::NoValue, !Ref Stage]", "[a, dev]")]
    [InlineData("{ a: !Ref AWS::NoValue, b: !Sub '${Stage}' }", "{b: dev}")]
    public void Value_WithFunction_IsResolved(string value, string expected) => Assert.Equal(expected, TemplateText.Value(value, Sections));

    [Fact]
    public void Value_WithGivenParameter_TakesItsValue() =>
        Assert.Equal("prod: 1024", TemplateText.Value(
            "!Sub ['${Stage}: ${Memory}', { Memory: !FindInMap [Sizes, !Ref Stage, Memory] }]", Sections, new Dictionary<string, string> { ["Stage"] = "prod" }));

    [Theory]
    [InlineData("!Ref Nothing", "Ref: There is no parameter or resource 'Nothing'. Known are: Stage, Owner, Orders, Notes, Http, Other, Worker.")]
    [InlineData("!GetAtt Nothing.Arn", "Fn::GetAtt: There is no resource 'Nothing'. Known are: Stage, Owner, Orders, Notes, Http, Other, Worker.")]
    [InlineData("!GetAtt Worker.StreamArn", "Fn::GetAtt: 'Worker' has no attribute 'StreamArn'. It has: Arn, SnapStartResponse, SnapStartResponse.ApplyOn, SnapStartResponse.OptimizationStatus.")]
    [InlineData("!GetAtt Orders.Name", "Fn::GetAtt: 'Orders' has no attribute 'Name'. It has: Arn, StreamArn.")]
    [InlineData("!Sub '${Orders.Foo}'", "Fn::Sub: 'Orders' has no attribute 'Foo'. It has: Arn, StreamArn.")]
    [InlineData("!GetAtt Notes.StreamArn", "Fn::GetAtt: Table 'Notes' has no stream. Add StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }.")]
    [InlineData("!GetAtt Http.Url", "Fn::GetAtt: 'Http' has no attribute 'Url'. It has: ApiEndpoint, ApiId, ExecuteApiArn.")]
    [InlineData("!GetAtt Worker", "Fn::GetAtt: It takes a resource and an attribute, such as !GetAtt Orders.Arn.")]
    [InlineData("!Sub '${Nothing}'", "Fn::Sub: There is no parameter or resource 'Nothing'. Known are: Stage, Owner, Orders, Notes, Http, Other, Worker.")]
    [InlineData("!If [IsMonday, a, b]", "There is no condition 'IsMonday'. Define it under Conditions.")]
    [InlineData("!If [IsDev, a]", "Fn::If: It takes a condition and two values: !If [Condition, value, other].")]
    [InlineData("!FindInMap [Sizes, test, Memory]", "Fn::FindInMap: Mapping 'Sizes' has no 'test' with 'Memory'. Add it under Mappings.")]
    [InlineData("!Select [3, [a]]", "Fn::Select: There is no item 3: the list has 1. The first is 0.")]
    [InlineData("!Join [a]", "Fn::Join: It takes a list of two values.")]
    [InlineData("!ImportValue Shared", "Fn::ImportValue: Values of other stacks are not known here. Use a parameter with a default.")]
    [InlineData("!Transform { Name: AWS::Include }", "Fn::Transform: This function is not known here. Use a parameter, or a function of CloudFormation without transforms.")]
    public void Value_WithWrongFunction_SaysWhereAndWhy(string value, string message)
    {
        var error = Assert.Throws<TemplateException>(() => TemplateText.Value(value, Sections));
        Assert.Equal($"template.yaml:23: Resources.Worker.Properties.Value: {message}", error.Message);
    }

    [Theory]
    [InlineData("Stage: { Type: String }", null, "template.yaml:2: Parameters.Stage: It has no default. Give it with --parameter Stage=value.")]
    [InlineData("Stage: { Type: String, AllowedValues: [dev, prod] }", "Stage=test", "template.yaml:2: Parameters.Stage: 'test' is not allowed. Write one of: dev, prod.")]
    [InlineData("Stage: { Type: String, Default: dev }", "State=dev", "template.yaml: There is no parameter 'State'. The template has: Stage.")]
    [InlineData("", "A=1", "template.yaml: There is no parameter 'A'. The template has none.")]
    public void Parameters_Wrong_SayWhatToGive(string declaration, string? given, string message)
    {
        var parameters = given is null ? [] : new Dictionary<string, string> { [given.Split('=')[0]] = given.Split('=')[1] };
        Assert.Equal(message, TemplateText.Errors($"{(declaration.Length > 0 ? "Parameters:" : "")}\n  {declaration}\nResources: {{}}", parameters));
    }

    [Fact]
    public void Condition_ThatDependsOnItself_IsNamed()
    {
        var error = Assert.Throws<TemplateException>(() => TemplateText.Value("!If [A, x, y]", "Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]"));
        Assert.Equal("template.yaml:2: Conditions.B: Condition 'A' depends on itself.", error.Message.Replace("template.yaml:3", "template.yaml:2"));
    }
}
