using Tessera.Infrastructure.Tests.Harness;

namespace Tessera.Infrastructure.Tests.Templates;

/// <summary>What is written, as files to read; and each against the models of the services that are to take it.</summary>
public sealed class TemplateTests
{
    public static TheoryData<string, InfrastructureFormat> Outputs
    {
        get
        {
            var data = new TheoryData<string, InfrastructureFormat>();
            foreach (var name in Applications.All.Keys)
            {
                foreach (var format in Enum.GetValues<InfrastructureFormat>())
                    data.Add(name, format);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Write_OfAProgram_IsTheBaseline(string name, InfrastructureFormat format) =>
        Baseline.Compare($"{name}.{format}{(format == InfrastructureFormat.Terraform ? ".tf" : ".yaml")}", Applications.Write(name, format));

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Write_OfAProgram_IsWhatTheServiceTakes(string name, InfrastructureFormat format)
    {
        var text = Applications.Write(name, format);
        Assert.Empty(format == InfrastructureFormat.Terraform ? TerraformRules.Check(text) : TemplateRules.Check(text));
    }

    [Theory]
    [InlineData("KeyType: HASH", "KeyType: FIRST", "is not one of the values")]
    [InlineData("TableName: shop", "Tablename: shop", "Tablename is not known")]
    [InlineData("BatchSize: 100", "BatchSize: many", "a number is needed")]
    [InlineData("Stream: !GetAtt ShopTable.StreamArn", "Table: !GetAtt ShopTable.StreamArn", "Stream is required")]
    [InlineData("!GetAtt ShopTable.Arn", "!GetAtt ShopTable.Name", "has no attribute Name")]
    [InlineData("!Ref AlarmTopic", "!Ref AlarmsTopic", "there is no resource")]
    [InlineData("Runtime: dotnet10", "Runtime: dotnet5", "is not one of the values")]
    [InlineData("Method: POST", "Verb: POST", "Verb is not known")]
    public void Check_OfAWrongTemplate_TellsWhatIsWrong(string right, string wrong, string problem)
    {
        var text = Applications.Write("Everything", InfrastructureFormat.Sam);
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.Contains(TemplateRules.Check(text.Replace(right, wrong, StringComparison.Ordinal)), found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hash_key", "hashkey", "hashkey is not an argument")]
    [InlineData("aws_sqs_queue.order_events_failures.arn", "aws_sqs_queue.other.arn", "there is no aws_sqs_queue.other")]
    [InlineData("enabled        = true", "enabled        = ", "line")]
    public void Check_OfAWrongConfiguration_TellsWhatIsWrong(string right, string wrong, string problem)
    {
        var text = Applications.Write("Everything", InfrastructureFormat.Terraform);
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.Contains(TerraformRules.Check(text.Replace(right, wrong, StringComparison.Ordinal)), found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() =>
        Assert.Equal(Applications.Write("Everything", InfrastructureFormat.Sam), Applications.Write("Everything", InfrastructureFormat.Sam));
}
