using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Tessera.Engine.Errors;
using Tessera.Engine.Operations;

namespace Tessera.Engine.Protocol;

/// <summary>Takes a request to its operation and back, in the service's order of checks. Everything that goes wrong becomes an answer here.</summary>
internal sealed class RequestDispatcher(EngineContext engine)
{
    private const int MaxBodyLength = 16 * 1024 * 1024;
    private const string TargetPrefix = "DynamoDB_20120810.";
    private const string StreamTargetPrefix = "DynamoDBStreams_20120810.";
    private const string AmazonJson = "application/x-amz-json-1.0";
    private const string PlainJson = "application/json";

    private static readonly FrozenDictionary<string, OperationHandler>.AlternateLookup<ReadOnlySpan<char>> _handlers =
        OperationRegistry.Handlers.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, OperationHandler>.AlternateLookup<ReadOnlySpan<char>> _streamHandlers =
        OperationRegistry.StreamHandlers.GetAlternateLookup<ReadOnlySpan<char>>();

    public EngineResponse Handle(in EngineRequest request)
    {
        if (request.Method == "GET")
            return Text(200, "text/plain", $"healthy: dynamodb.{engine.Options.DefaultRegion}.amazonaws.com ");
        if (request.Method != "POST" || ResponseType(request) is not { } contentType)
            return Text(404, "application/xml", "<UnknownOperationException/>\n");

        var writer = new ResponseWriter();
        var status = 200;
        try
        {
            Run(request, writer);
        }
        catch (ServiceException error)
        {
            status = ErrorWriter.Write(writer, Prefer(error, request.Body));
        }
#pragma warning disable CA1031 // The last resort: a defect must be an answer, not the end of the caller's connection.
        catch (Exception error)
#pragma warning restore CA1031
        {
            status = ErrorWriter.Write(writer, new ServiceException(ErrorType.InternalServerError, $"The engine has a defect: {error}"));
        }
        return new EngineResponse(status, contentType, RequestId.Next(engine.Random), writer);
    }

    private void Run(in EngineRequest request, ResponseWriter writer)
    {
        if (request.Body.Length > MaxBodyLength)
            throw new ServiceException(ErrorType.RequestTooLarge, "The request's body is over 16 MB");
        if (FindHandler(request.Target) is not { } handler)
            throw new ServiceException(ErrorType.UnknownOperation, "");
        var region = Authorization.Region(request, engine.Options.DefaultRegion);
        if (request.Body.IsEmpty || !Utf8.IsValid(request.Body.Span))
            throw SerializationErrors.NotJson();

        engine.Catalog.CompleteDue();
        handler(new RequestContext(engine, region, request.Body), writer);
    }

    /// <summary>The handler of a target; null where there is no such operation.</summary>
    private static OperationHandler? FindHandler(string? target)
    {
        OperationHandler? handler = null;
        if (target is null)
            return null;
        if (target.StartsWith(TargetPrefix, StringComparison.Ordinal))
            _handlers.TryGetValue(target.AsSpan(TargetPrefix.Length), out handler);
        else if (target.StartsWith(StreamTargetPrefix, StringComparison.Ordinal))
            _streamHandlers.TryGetValue(target.AsSpan(StreamTargetPrefix.Length), out handler);
        return handler;
    }

    /// <summary>The content type to answer with; null where the request's is not one of the protocol's. A request without a body needs none.</summary>
    private static string? ResponseType(in EngineRequest request)
    {
        if (request.ContentType is AmazonJson)
            return AmazonJson;
        var type = request.ContentType.AsSpan();
        var parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        if (type.SequenceEqual(AmazonJson))
            return AmazonJson;
        return type.SequenceEqual(PlainJson) || request.Body.IsEmpty ? PlainJson : null;
    }

    /// <summary>The service parses the whole body first: if it is no JSON, that is the error, whatever else was found before.</summary>
    private static ServiceException Prefer(ServiceException error, ReadOnlyMemory<byte> body)
    {
        var foundBeforeParsing = error.Type is ErrorType.UnknownOperation or ErrorType.MissingAuthenticationToken
            or ErrorType.IncompleteSignature or ErrorType.InvalidSignature or ErrorType.Serialization;
        return foundBeforeParsing && !body.IsEmpty && !IsJson(body.Span) ? SerializationErrors.NotJson() : error;
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body, RequestReader.Options);
            while (json.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private EngineResponse Text(int status, string contentType, string text)
    {
        var writer = new ResponseWriter();
        writer.Raw(Encoding.UTF8.GetBytes(text));
        return new EngineResponse(status, contentType, RequestId.Next(engine.Random), writer);
    }
}
