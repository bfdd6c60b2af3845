using Tessera.Generators.Parsing;

namespace Tessera.Generators.Tests.Parsing;

public sealed class TemplateSyntaxTests
{
    [Theory]
    [InlineData("USER#{UserId}", "'USER#' {UserId}")]
    [InlineData("{A}", "{A}")]
    [InlineData("METADATA", "'METADATA'")]
    [InlineData("A#{X:yyyy-MM-dd}#{Y}", "'A#' {X:yyyy-MM-dd} '#' {Y}")]
    [InlineData("{{literal}}", "'{literal}'")]
    [InlineData("{{{A}}}", "'{' {A} '}'")]
    [InlineData("{T:HH:mm}", "{T:HH:mm}")]
    public void Parse_Template_GivesItsSegments(string template, string expected)
    {
        var syntax = TemplateSyntax.Parse(template);
        Assert.Null(syntax.Error);
        Assert.Equal(expected, string.Join(' ', syntax.Segments.Select(s => s.IsLiteral ? $"'{s.Literal}'" : s.Format is null ? $"{{{s.Property}}}" : $"{{{s.Property}:{s.Format}}}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{}")]
    [InlineData("{A B}")]
    [InlineData("{1A}")]
    [InlineData("{A:}")]
    [InlineData("{A}{B}")]
    [InlineData("{A}}")]
    public void Parse_MalformedTemplate_SaysWhy(string template) => Assert.NotNull(TemplateSyntax.Parse(template).Error);
}
