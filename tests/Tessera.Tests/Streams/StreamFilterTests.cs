namespace Tessera.Tests.Streams;

public sealed class StreamFilterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Order+", """{"eventName":["INSERT"],"dynamodb":{"NewImage":{"EntityType":{"S":["Order"]}}}}""")]
    [InlineData("Order+~", """{"eventName":["INSERT","MODIFY"],"dynamodb":{"NewImage":{"EntityType":{"S":["Order"]}}}}""")]
    [InlineData("User~ Order~", """{"eventName":["MODIFY"],"dynamodb":{"NewImage":{"EntityType":{"S":["Order","User"]}}}}""")]
    [InlineData("Cart-", """{"eventName":["REMOVE"],"dynamodb":{"OldImage":{"EntityType":{"S":["Cart"]}}}}""")]
    [InlineData("A+~- B+ C~ D-",
        """{"eventName":["INSERT","MODIFY"],"dynamodb":{"NewImage":{"EntityType":{"S":["A"]}}}} """
        + """{"eventName":["INSERT"],"dynamodb":{"NewImage":{"EntityType":{"S":["B"]}}}} """
        + """{"eventName":["MODIFY"],"dynamodb":{"NewImage":{"EntityType":{"S":["C"]}}}} """
        + """{"eventName":["REMOVE"],"dynamodb":{"OldImage":{"EntityType":{"S":["A","D"]}}}}""")]
    public void FilterPatterns_Subscriptions_BecomeAtMostFourPatterns(string subscriptions, string patterns) =>
        Assert.Equal(patterns, string.Join(' ', Model(subscriptions).FilterPatterns));

    [Fact]
    public void FilterPatterns_CatchAllOrWindow_LetsEverythingThrough()
    {
        Assert.Empty((Model("Order+") with { TakesEveryRecord = true }).FilterPatterns);
        Assert.Empty((Model("Order+") with { HandlesWindows = true }).FilterPatterns);
    }

    [Fact]
    public void FilterPatterns_TableWithoutDiscriminator_AskForTheEventAlone()
    {
        var model = Model("Order+-") with { Table = StreamEvents.Table with { EntityTypeAttribute = null } };
        Assert.Equal(["""{"eventName":["INSERT"]}""", """{"eventName":["REMOVE"]}"""], model.FilterPatterns);
    }

    /// <summary>Entities with the signs of their events: + inserted, ~ modified, - removed.</summary>
    private static StreamHandlerModel Model(string subscriptions) => new()
    {
        Name = "Events",
        Table = StreamEvents.Table,
        Subscriptions =
        [
            .. subscriptions.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(text => text.Where(sign => !char.IsLetter(sign)).Select(sign => new StreamSubscription(text.TrimEnd('+', '~', '-'), EventOf(sign)))),
        ],
    };

    private static StreamEvent EventOf(char sign) => sign switch
    {
        '+' => StreamEvent.Inserted,
        '~' => StreamEvent.Modified,
        _ => StreamEvent.Removed,
    };
}
