using System.Text;
using System.Text.Json;
using Tessera.Engine.Operations;
using Tessera.Engine.Protocol;
using Tessera.Testing;

namespace Tessera.Engine.Tests.Fuzz;

/// <summary>An engine with tables, indexes and items for mutated requests to meet, and the judgement of its answers.</summary>
internal sealed class FuzzEngine : IDisposable
{
    private const string Authorization = "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00";

    /// <summary>What the engine's clock always shows.</summary>
    public static readonly DateTimeOffset Now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DynamoDBEngine _engine = new(new EngineOptions { Seed = 1, TimeProvider = new ManualClock(Now) });

    public FuzzEngine()
    {
        foreach (var request in FuzzCorpus.Setup)
        {
            if (StatusOf(request, out var body) != 200)
                throw new InvalidOperationException($"{request}\n{body}");
        }
    }

    /// <summary>The requests that were answered with status 200.</summary>
    public int Accepted { get; private set; }

    /// <summary>Sends a request. Null where the answer is one of the protocol's; otherwise what is wrong with it.</summary>
    public string? Send(FuzzRequest request)
    {
        using var response = Handle(request);
        Accepted += response.StatusCode == 200 ? 1 : 0;
        return Judge(response);
    }

    /// <summary>The status and the body of the answer to a request.</summary>
    public int StatusOf(FuzzRequest request, out string body)
    {
        using var response = Handle(request);
        body = Encoding.UTF8.GetString(response.Body.Span);
        return response.StatusCode;
    }

    public void Dispose() => _engine.Dispose();

    private EngineResponse Handle(FuzzRequest request) => _engine.Handle(new EngineRequest
    {
        Method = request.Method,
        Target = (OperationRegistry.StreamHandlers.ContainsKey(request.Operation) ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + request.Operation,
        ContentType = request.ContentType,
        Authorization = request.Authorization ?? Authorization,
        Date = "20250101T000000Z",
        Body = request.Body,
    });

    private static string? Judge(EngineResponse response)
    {
        if (response.StatusCode is not (200 or 400 or 403 or 404 or 413))
            return $"status {response.StatusCode}: {Encoding.UTF8.GetString(response.Body.Span)}";
        var inProtocol = response.ContentType is "application/x-amz-json-1.0" or "application/json";
        return inProtocol ? JudgeBody(response) : null;
    }

    private static string? JudgeBody(EngineResponse response)
    {
        try
        {
            var reader = new Utf8JsonReader(response.Body.Span, new JsonReaderOptions { MaxDepth = 200 });
            var typed = false;
            while (reader.Read())
                typed |= reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && reader.ValueTextEquals("__type"u8);
            return typed == (response.StatusCode == 200) ? "an error without __type, or an answer with it: " + Encoding.UTF8.GetString(response.Body.Span) : null;
        }
        catch (JsonException exception)
        {
            return $"an answer that is not JSON: {exception.Message}: {Encoding.UTF8.GetString(response.Body.Span)}";
        }
    }
}
