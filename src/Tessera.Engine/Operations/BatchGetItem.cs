using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Items;
using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Store;
using Tessera.Engine.Tables;
using Projection = Tessera.Engine.Expressions.Projection;

namespace Tessera.Engine.Operations;

/// <summary>BatchGetItem: reads up to 100 items of several tables by their keys; what would make the response too large is left unprocessed.</summary>
internal static class BatchGetItem
{
    private const int KeysMax = 100;

    private const int ResponseBytesMax = 16 * 1024 * 1024;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var returns = new ReturnParameters();
        var requests = Read(context.Body, returns);
        Validate(requests, returns);
        foreach (var request in requests!)
            request.Projection = request.ToProjection();
        foreach (var request in requests)
            Resolve(context, request);

        using var snapshot = context.Store.Snapshot();
        response.StartObject();
        var processed = WriteResponses(snapshot, requests, response);
        WriteUnprocessed(requests, processed, response);
        ConsumedCapacity.WriteMember(response, returns.ConsumedCapacity, requests.Select(request => request.Capacity), default);
        response.EndObject();
    }

    private static List<TableKeys>? Read(ReadOnlyMemory<byte> body, ReturnParameters returns)
    {
        using var values = new AttributeValueReader();
        List<TableKeys>? requests = null;
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("RequestItems"u8))
                requests = ReadTables(ref reader, values);
            else
                returns.TryRead(ref reader);
        }
        reader.End();
        return requests;
    }

    private static List<TableKeys>? ReadTables(ref RequestReader reader, AttributeValueReader values)
    {
        if (!reader.ReadMap("KeysAndAttributes"))
            return null;
        var requests = new OrderedDictionary<string, TableKeys>(StringComparer.Ordinal);
        while (reader.NextMember())
        {
            var request = new TableKeys(reader.Name);
            if (!reader.IsNull)
                request.Read(ref reader, values);
            requests[request.TableName] = request;
        }
        return [.. requests.Values];
    }

    private static void Validate(List<TableKeys>? requests, ReturnParameters returns)
    {
        if (requests is null or [])
            throw ServiceException.Validation("The requestItems parameter is required for BatchGetItem");
        var validator = new Validator();
        returns.Validate(ref validator);
        foreach (var request in requests)
            request.Validate(ref validator);
        validator.ThrowIfAny();
        if (requests.Sum(request => request.Keys!.Count) > KeysMax)
            throw ServiceException.Validation("Too many items requested for the BatchGetItem call");
    }

    private static void Resolve(RequestContext context, TableKeys request)
    {
        request.Table = context.GetActiveTable(request.TableName);
        request.Projection?.EnsureKeysAreScalars(request.Table.KeySchema.Names);
        var seen = new HashSet<Item>();
        foreach (var key in request.Keys!)
        {
            KeyRules.CheckKey(request.Table, key);
            if (!seen.Add(key))
                throw ServiceException.Validation("Provided list of item keys contains duplicates");
        }
    }

    /// <summary>Writes the items of as many keys as fit, and returns their number.</summary>
    private static int WriteResponses(IStoreSnapshot snapshot, List<TableKeys> requests, ResponseWriter response)
    {
        var processed = 0;
        var bytes = 0L;
        response.Name("Responses"u8);
        response.StartObject();
        foreach (var request in requests)
        {
            response.Name(request.TableName);
            response.StartArray();
            foreach (var key in request.Keys!)
            {
                var item = bytes > ResponseBytesMax ? default : ItemReader.Find(snapshot, request.Table!, key);
                bytes += item.Size;
                if (bytes > ResponseBytesMax)
                    break;
                processed++;
                request.Capacity.AddTable(Capacity.Read(item.Size, request.ConsistentRead));
                if (item.Exists)
                    response.Raw((request.Projection is null ? item : request.Projection.Apply(item)).Json.Span);
            }
            response.EndArray();
        }
        response.EndObject();
        return processed;
    }

    private static void WriteUnprocessed(List<TableKeys> requests, int processed, ResponseWriter response)
    {
        response.Name("UnprocessedKeys"u8);
        response.StartObject();
        foreach (var request in requests)
        {
            var count = request.Keys!.Count;
            if (processed < count)
                request.WriteUnprocessed(response, Math.Max(processed, 0));
            processed -= count;
        }
        response.EndObject();
    }

    /// <summary>One table of the request.</summary>
    private sealed class TableKeys(string tableName)
    {
        private readonly GetParameters _get = new();
        private readonly List<(string Name, ReadOnlyMemory<byte> Json)> _members = [];
        private string? _keyError;

        public string TableName { get; } = tableName;

        public List<Item>? Keys { get; private set; }

        public bool ConsistentRead => _get.ConsistentRead;

        public Projection? Projection { get; set; }

        public TableDefinition? Table { get; set; }

        public ConsumedCapacity Capacity { get; } = new(tableName);

        public void Read(ref RequestReader reader, AttributeValueReader values)
        {
            reader.ReadObject("KeysAndAttributes");
            while (reader.NextMember())
            {
                if (reader.Is("Keys"u8))
                    ReadKeys(ref reader, values);
                else
                    ReadOption(ref reader, values);
            }
        }

        public void Validate(ref Validator validator)
        {
            Catalog.TableName.Validate(ref validator, "requestItems", TableName);
            var path = $"requestItems.{TableName}.member.";
            validator.NotNull($"{path}keys", Keys);
            _get.ValidateProjection(ref validator, path);
            if (Keys is null)
                return;
            validator.Count($"{path}keys", "[]", Keys.Count, 1);
            if (Keys.Count > KeysMax)
            {
                throw ServiceException.Validation(
                    $"1 validation error detected: Value at 'RequestItems.{TableName}.member.Keys' failed to satisfy constraint: "
                    + $"Member must have length less than or equal to {KeysMax}");
            }
        }

        public Projection? ToProjection()
        {
            var projection = _get.ToProjection();
            return _keyError is null ? projection : throw ServiceException.Validation(_keyError);
        }

        public void WriteUnprocessed(ResponseWriter response, int from)
        {
            response.Name(TableName);
            response.StartObject();
            response.Name("Keys"u8);
            response.StartArray();
            foreach (var key in Keys!.Skip(from))
                response.Raw(key.Json.Span);
            response.EndArray();
            foreach (var (name, json) in _members)
            {
                response.Name(name);
                response.Raw(json.Span);
            }
            response.EndObject();
        }

        private void ReadKeys(ref RequestReader reader, AttributeValueReader values)
        {
            if (!reader.ReadArray())
                return;
            Keys = [];
            while (reader.NextElement())
            {
                Keys.Add(reader.ReadItem(values));
                _keyError ??= values.TakeError();
            }
        }

        /// <summary>Reads a member, and keeps it as it is: what stays unprocessed is to be sent again with it.</summary>
        private void ReadOption(ref RequestReader reader, AttributeValueReader values)
        {
            var copy = reader;
            var name = reader.Name;
            if (!_get.TryReadOption(ref reader) && !_get.TryReadProjection(ref reader, values))
                return;
            if (copy.ReadRaw() is { IsEmpty: false } json)
                _members.Add((name, json));
        }
    }
}
