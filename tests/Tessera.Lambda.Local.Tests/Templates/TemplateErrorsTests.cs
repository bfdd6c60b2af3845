using Tessera.Lambda.Local.Functions;

namespace Tessera.Lambda.Local.Tests.Templates;

/// <summary>A template with several errors tells all of them, and nothing that only follows from one.</summary>
public sealed class TemplateErrorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TemplateErrorsTests() => _folder.Write("code/app.py", "");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_ManyErrors_TellsAllInTheOrderOfTheTemplate() => Assert.Equal(
        $$"""
        template.yaml:2: Parameters.Stage: It has no default. Give it with --parameter Stage=value.
        template.yaml:4: Conditions.IsProd: Fn::Equals: It takes a list of two values.
        template.yaml:6: Globals.Function.Timeout: 'soon' is not a number between 1 and 900. Write one.
        template.yaml:10: Resources.Web: Runtime 'python3.13' is Lambda's own and is not on this machine. Put an executable file 'bootstrap' into '{{Path.Combine(_folder.Path, "code")}}' that runs the handler against the runtime API.
        template.yaml:14: Resources.Web.Properties.MemorySize: '64' is not a number between 128 and 10240. Write one.
        template.yaml:17: Resources.Web.Properties.Events.Get.Properties.Path: 'books' does not start with '/'. Write '/books'.
        template.yaml:18: Resources.Web.Properties.Events.Changes.Properties: 'StartingPosition' is missing. Add it.
        template.yaml:18: Resources.Web.Properties.Events.Changes.Properties.Stream: Fn::GetAtt: There is no resource 'Nothing'. Known are: Stage, Web, Old, Mapping, Books.
        template.yaml:20: Resources.Old: Container images do not run here: there is no Docker. Use PackageType: Zip with a CodeUri folder.
        template.yaml:25: Resources.Mapping.Properties.FunctionName: 'Nobody' names no function of this template. Write !Ref Function.
        template.yaml:28: Resources.Books.Properties.KeySchema: Expected a list.
        """.ReplaceLineEndings("\n"),
        TemplateText.Errors("""
            Parameters:
              Stage: { Type: String }
            Conditions:
              IsProd: !Equals [!Ref Stage]
            Globals:
              Function: { Timeout: soon }
            Resources:
              Web:
                # Lambda's own runtime.
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: app.handler
                  MemorySize: 64
                  CodeUri: code
                  Events:
                    Get: { Type: HttpApi, Properties: { Path: books, Method: get } }
                    Changes: { Type: DynamoDB, Properties: { Stream: !GetAtt Nothing.StreamArn } }
              Old:
                Type: AWS::Serverless::Function
                Condition: IsProd
                Properties: { PackageType: Image, FunctionName: !Ref Stage }
              Mapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties: { FunctionName: Nobody, EventSourceArn: !GetAtt Books.StreamArn, StartingPosition: LATEST }
              Books:
                Type: AWS::DynamoDB::Table
                Properties: { KeySchema: id, AttributeDefinitions: [], StreamSpecification: { StreamViewType: KEYS_ONLY }, BillingMode: PAY_PER_REQUEST }
            """, folder: _folder.Path, checkCode: FunctionCommand.Check));

    [Theory]
    [InlineData("!Ref One", "", "3: Resources.One")]
    [InlineData("!Sub '${Two.Arn}-x'", "FunctionName: !Ref One", "3: Resources.One", "6: Resources.Two")]
    public void Check_NameThatDependsOnItself_IsNamed(string name, string other, params string[] resources) => Assert.Equal(
        string.Join('\n', resources.Select(resource => $"template.yaml:{resource}: Its name depends on itself. Write a name that does not refer to the resource.")),
        TemplateText.Errors($$"""
            Resources:
              One:
                Type: AWS::Serverless::Function
                Properties: { FunctionName: {{name}}, Runtime: dotnet10, Handler: Web, CodeUri: code }
              Two:
                Type: AWS::Serverless::Function
                Properties: { Runtime: dotnet10, Handler: Web, CodeUri: code, {{other}} }
            """, folder: _folder.Path));

    [Theory]
    [InlineData("Properties: [1]", "Resources.Web.Properties: Expected a map of properties.")]
    [InlineData("Properties: !Ref Nothing", "Resources.Web.Properties: Ref: There is no parameter or resource 'Nothing'. Known are: Web.")]
    public void Check_WrongProperties_TellsNothingOfThoseThatAreMissing(string properties, string message) =>
        Assert.Equal($"template.yaml:4: {message}", TemplateText.Errors($"Resources:\n  Web:\n    Type: AWS::Serverless::Function\n    {properties}"));
}
