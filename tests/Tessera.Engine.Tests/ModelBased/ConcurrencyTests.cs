using System.Globalization;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.ModelBased;

/// <summary>What must hold however many clients write at once.</summary>
public sealed class ConcurrencyTests
{
    private const int WriterCount = 16;

    [Fact]
    public async Task TransactWriteItems_TransfersUnder16Writers_KeepTheSum()
    {
        const int accountCount = 20;
        const int balanceAtFirst = 100;
        const int transfersPerWriter = 150;
        using var engine = new EngineUnderTest();
        engine.Create("Accounts", "Id:N");
        for (var i = 0; i < accountCount; i++) engine.Do("PutItem", $$"""{"TableName":"Accounts","Item":{"Id":{"N":"{{i}}"},"Balance":{"N":"{{balanceAtFirst}}"} } }""");

        var seed = TestSeed.Random().Next();
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Start(() => ReadSums(engine, accountCount, accountCount * balanceAtFirst, stop.Token))).ToArray();
        var writers = Enumerable.Range(0, WriterCount).Select(writer => Start(() => Transfer(engine, new Random(seed + writer), accountCount, transfersPerWriter)));

        var transferred = (await Task.WhenAll(writers)).Sum();
        await stop.CancelAsync();

        Assert.InRange(transferred, 1, WriterCount * transfersPerWriter);
        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        Assert.All(ReadBalances(engine, accountCount), balance => Assert.True(balance >= 0));
        Assert.Equal(accountCount * balanceAtFirst, ReadBalances(engine, accountCount).Sum());
    }

    [Fact]
    public async Task UpdateItem_ConditionalIncrementsUnder16Writers_LoseNone()
    {
        const int incrementsPerWriter = 60;
        using var engine = new EngineUnderTest();
        engine.Create("Counters", "Id:S");
        engine.Do("PutItem", """{"TableName":"Counters","Item":{"Id":{"S":"c"},"Seen":{"N":"0"},"Added":{"N":"0"}}}""");

        var refused = await Task.WhenAll(Enumerable.Range(0, WriterCount).Select(_ => Start(() => Increment(engine, incrementsPerWriter))));

        var counter = engine.Do("GetItem", """{"TableName":"Counters","Key":{"Id":{"S":"c"}},"ConsistentRead":true}""");
        Assert.Equal("960", counter.Text("Item.Seen.N"));
        Assert.Equal("960", counter.Text("Item.Added.N"));
        Assert.All(refused, count => Assert.True(count >= 0));
    }

    private static int Transfer(EngineUnderTest engine, Random random, int accountCount, int count)
    {
        var done = 0;
        for (var i = 0; i < count; i++)
        {
            var from = random.Next(accountCount);
            var to = (from + random.Next(1, accountCount)) % accountCount;
            var amount = random.Next(1, 80);
            var answer = engine.Call("TransactWriteItems", $$"""{"TransactItems":[{{Take(from, amount)}},{{Give(to, amount)}}]}""");
            if (answer.Status == 200) done++;
            else Assert.Equal(("TransactionCanceledException", "ConditionalCheckFailed"), (answer.Error, answer.Text("CancellationReasons.0.Code")));
        }

        return done;
    }

    private static string Take(int account, int amount) => $$$"""
        {"Update":{"TableName":"Accounts","Key":{"Id":{"N":"{{{account}}}"}},"UpdateExpression":"SET Balance = Balance - :a",
        "ConditionExpression":"Balance >= :a","ExpressionAttributeValues":{":a":{"N":"{{{amount}}}"}} }}
        """;

    private static string Give(int account, int amount) => $$$"""
        {"Update":{"TableName":"Accounts","Key":{"Id":{"N":"{{{account}}}"}},"UpdateExpression":"ADD Balance :a",
        "ExpressionAttributeValues":{":a":{"N":"{{{amount}}}"}} }}
        """;

    private static int ReadSums(EngineUnderTest engine, int accountCount, int sum, CancellationToken stop)
    {
        var reads = 0;
        do
        {
            Assert.Equal(sum, ReadBalances(engine, accountCount).Sum());
            reads++;
        }
        while (!stop.IsCancellationRequested);
        return reads;
    }

    private static int[] ReadBalances(EngineUnderTest engine, int accountCount)
    {
        var gets = Enumerable.Range(0, accountCount).Select(i => $$$"""{"Get":{"TableName":"Accounts","Key":{"Id":{"N":"{{{i}}}"}} }}""");
        var answer = engine.Do("TransactGetItems", $$"""{"TransactItems":[{{string.Join(",", gets)}}]}""");
        return [.. Enumerable.Range(0, accountCount).Select(i => int.Parse(answer.Text($"Responses.{i}.Item.Balance.N")!, CultureInfo.InvariantCulture))];
    }

    /// <summary>Increments one number by optimistic locking and another one by ADD. Returns how often the lock was lost.</summary>
    private static int Increment(EngineUnderTest engine, int count)
    {
        var refused = 0;
        for (var done = 0; done < count;)
        {
            var seen = engine.Do("GetItem", """{"TableName":"Counters","Key":{"Id":{"S":"c"}},"ConsistentRead":true}""").Text("Item.Seen.N");
            var answer = engine.Call("UpdateItem", $$$"""
                {"TableName":"Counters","Key":{"Id":{"S":"c"}},"UpdateExpression":"SET Seen = :old + :one ADD Added :one","ConditionExpression":"Seen = :old",
                "ExpressionAttributeValues":{":old":{"N":"{{{seen}}}"},":one":{"N":"1"} } }
                """);
            if (answer.Status == 200) done++;
            else Assert.Equal("ConditionalCheckFailedException", answer.Error);
            if (answer.Status != 200) refused++;
        }

        return refused;
    }

    /// <summary>A thread of its own: the pool would start sixteen only slowly.</summary>
    private static Task<int> Start(Func<int> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
