using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Microsoft.AspNetCore.Connections;

namespace Tessera.Engine.Server.Tests;

public sealed class EngineServerTests
{
    [Fact]
    public async Task StartAsync_PortZero_ListensOnOneFreePortOfLoopback()
    {
        using var engine = new DynamoDBEngine();
        await using var server = await EngineServer.StartAsync(engine, new EngineServerOptions { Port = 0 });

        Assert.Equal("127.0.0.1", server.Endpoint.Host);
        Assert.InRange(server.Endpoint.Port, 1, 65535);
        if (Socket.OSSupportsIPv6 && await CanConnectAsync("::1", server.Endpoint.Port))
            Assert.Equal(200, (await RawHttp.PostAsync(new Uri($"http://[::1]:{server.Endpoint.Port}"), RawHttp.ListTables, "{}")).StatusCode);
    }

    [Fact]
    public async Task StartAsync_PortTaken_SaysSo()
    {
        using var engine = new DynamoDBEngine();
        await using var first = await EngineServer.StartAsync(engine, new EngineServerOptions { Port = 0 });

        var error = await Assert.ThrowsAsync<AddressInUseException>(
            () => EngineServer.StartAsync(engine, new EngineServerOptions { Port = first.Endpoint.Port }));
        Assert.Equal($"Port {first.Endpoint.Port} is taken: another process listens on it.", error.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task StartAsync_NotAPort_Throws(int port)
    {
        using var engine = new DynamoDBEngine();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => EngineServer.StartAsync(engine, new EngineServerOptions { Port = port }));
    }

    [Fact]
    public async Task DisposeAsync_ClosesThePortAndLeavesTheEngineAlive()
    {
        using var engine = new DynamoDBEngine();
        var server = await EngineServer.StartAsync(engine, new EngineServerOptions { Port = 0 });
        var port = server.Endpoint.Port;
        await server.DisposeAsync();

        Assert.False(await CanConnectAsync("127.0.0.1", port));
        await using var second = await EngineServer.StartAsync(engine, new EngineServerOptions { Port = port });
        Assert.Equal(200, (await RawHttp.PostAsync(second.Endpoint, RawHttp.ListTables, "{}")).StatusCode);
    }

    [Fact]
    public async Task Sdk_OverTheSocket_WritesReadsAndGetsTypedErrors()
    {
        using var engine = new DynamoDBEngine();
        await using var server = await EngineServer.StartAsync(engine, new EngineServerOptions { Port = 0 });
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonDynamoDBConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "Users",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new KeySchemaElement("UserId", Amazon.DynamoDBv2.KeyType.HASH)],
            AttributeDefinitions = [new AttributeDefinition("UserId", ScalarAttributeType.S)],
        });
        await client.PutItemAsync("Users", new() { ["UserId"] = new AttributeValue("1"), ["Name"] = new AttributeValue("Zoë") });

        var read = await client.GetItemAsync("Users", new() { ["UserId"] = new AttributeValue("1") });
        Assert.Equal("Zoë", read.Item["Name"].S);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.DescribeTableAsync("Nobody"));
    }

    private static async Task<bool> CanConnectAsync(string address, int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
