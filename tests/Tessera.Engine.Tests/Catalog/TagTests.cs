using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Catalog;

public sealed class TagTests : IDisposable
{
    private const string Arn = "arn:aws:dynamodb:us-east-1:000000000000:table/Users";

    private readonly EngineUnderTest _engine = new();

    public TagTests() => _engine.Create("Users", "a:S", """ "Tags":[{"Key":"one","Value":"1"}] """);

    [Fact]
    public void Tags_AddedReplacedAndRemoved_AreListed()
    {
        Assert.Equal("", Tag("""[{"Key":"two","Value":""},{"Key":"one","Value":"ONE"}]""").Body);
        Assert.Equal("""{"Tags":[{"Key":"one","Value":"ONE"},{"Key":"two","Value":""}]}""", List());
        Assert.Equal("", _engine.Do("UntagResource", $$"""{"ResourceArn":"{{Arn}}","TagKeys":["one","none"]}""").Body);
        Assert.Equal("""{"Tags":[{"Key":"two","Value":""}]}""", List());
    }

    [Theory]
    [InlineData("[]", "Atleast one Tag needs to be provided as Input.")]
    [InlineData("""[{"Key":"","Value":"x"}]""", "The Tag Key provided is invalid, Key: ")]
    [InlineData("""[{"Key":"a"}]""", "The Tag Value provided is invalid, Value: null")]
    [InlineData("""[{"Key":"aws:a","Value":"x"}]""", "Tag Key cannot be prefixed with aws:, Key: aws:a")]
    [InlineData("""[{"Key":"a","Value":"x"},{"Key":"a","Value":"x"}]""", "Duplicate Tag Keys provided as input: Duplicate Tag Key found a")]
    [InlineData("null", "1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null")]
    public void Tags_Impossible_AreRefused(string tags, string message) => Tag(tags).ShouldFail("ValidationException", message);

    [Fact]
    public void Tags_OverFifty_AreRefused()
    {
        var tags = string.Join(",", Enumerable.Range(0, 50).Select(i => $$"""{"Key":"k{{i}}","Value":"v"}"""));
        Tag($"[{tags}]").ShouldFail("ValidationException", "Number of Tags exceed the current limit for the provided ResourceArn");
        Assert.Equal("""{"Tags":[{"Key":"one","Value":"1"}]}""", List());
    }

    [Theory]
    [InlineData("Users", "ValidationException", "One or more parameter values were invalid: ARNs must start with 'arn:': Users")]
    [InlineData(Arn + "/index/x", "ValidationException", "One or more parameter values were invalid: Invalid resource arn provided, only table or stream is accepted. Provided resource arn: " + Arn + "/index/x")]
    [InlineData(Arn + "2", "ResourceNotFoundException", "Requested resource not found: ResourceArn: " + Arn + "2 not found")]
    public void Resource_Unknown_IsRefused(string arn, string error, string message) =>
        _engine.Call("ListTagsOfResource", $$"""{"ResourceArn":"{{arn}}"}""").ShouldFail(error, message);

    public void Dispose() => _engine.Dispose();

    private Answer Tag(string tags) => _engine.Call("TagResource", $$"""{"ResourceArn":"{{Arn}}","Tags":{{tags}}}""");

    private string List() => _engine.Do("ListTagsOfResource", $$"""{"ResourceArn":"{{Arn}}"}""").Body;
}
