using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Items;
using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations;

/// <summary>BatchWriteItem: puts and deletes up to 25 items of several tables. Everything is checked before anything is written.</summary>
internal static class BatchWriteItem
{
    private const int WritesMax = 25;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var returns = new ReturnParameters();
        var requests = Read(context.Body, returns);
        Validate(requests, returns);
        foreach (var request in requests!)
            request.ToActions();
        var seen = new HashSet<string>();
        foreach (var request in requests)
            Resolve(context.GetActiveTable(request.TableName), request, seen);

        Write(context.Catalog, requests);
        response.StartObject();
        response.Name("UnprocessedItems"u8);
        response.StartObject();
        response.EndObject();
        if (returns.ItemCollectionMetrics && requests.Exists(request => !request.Table!.LocalIndexes.IsEmpty))
            WriteMetrics(context, requests, response);
        ConsumedCapacity.WriteMember(response, returns.ConsumedCapacity, requests.Select(request => request.Capacity), default);
        response.EndObject();
    }

    private static List<TableWrites>? Read(ReadOnlyMemory<byte> body, ReturnParameters returns)
    {
        using var values = new AttributeValueReader();
        List<TableWrites>? requests = null;
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

    private static List<TableWrites>? ReadTables(ref RequestReader reader, AttributeValueReader values)
    {
        if (!reader.ReadMap("WriteRequest"))
            return null;
        var requests = new OrderedDictionary<string, TableWrites>(StringComparer.Ordinal);
        while (reader.NextMember())
        {
            var request = new TableWrites(reader.Name);
            request.Read(ref reader, values);
            requests[request.TableName] = request;
        }
        return [.. requests.Values];
    }

    private static void Validate(List<TableWrites>? requests, ReturnParameters returns)
    {
        if (requests is null or [])
            throw ServiceException.Validation("The requestItems parameter is required for BatchWriteItem");
        var validator = new Validator();
        returns.Validate(ref validator);
        foreach (var request in requests)
            request.Validate(ref validator);
        validator.ThrowIfAny();
        if (requests.Sum(request => request.Count) > WritesMax)
            throw ServiceException.Validation("Too many items requested for the BatchWriteItem call");
    }

    /// <summary>Finds the items' places in the store. A table may be named twice, by its name and by its ARN: an item still occurs once in the request.</summary>
    private static void Resolve(TableDefinition table, TableWrites request, HashSet<string> seen)
    {
        request.Table = table;
        request.Keys.Clear();
        foreach (var action in request.Actions)
        {
            action.CheckKeys(table);
            var key = StoreKey.OfItem(table, action.Given);
            if (!seen.Add(Convert.ToHexString(key)))
                throw ServiceException.Validation("Provided list of item keys contains duplicates");
            request.Keys.Add(key);
        }
    }

    private static void Write(TableCatalog catalog, List<TableWrites> requests)
    {
        using var transaction = catalog.BeginWrite();
        foreach (var request in requests)
        {
            var current = transaction.Refresh(request.Table!);
            if (!ReferenceEquals(current, request.Table))
                Resolve(current, request, []);
        }
        foreach (var request in requests)
        {
            for (var i = 0; i < request.Actions.Count; i++)
            {
                var before = transaction.Store.TryGet(request.Keys[i], out var stored) ? new Item(stored) : default;
                var change = request.Actions[i].Apply(request.Table!, before);
                ItemWriter.Apply(transaction, request.Table!, request.Keys[i], before, change.After, request.Capacity);
            }
        }
        transaction.Commit();
    }

    private static void WriteMetrics(RequestContext context, List<TableWrites> requests, ResponseWriter response)
    {
        using var snapshot = context.Store.Snapshot();
        response.Name("ItemCollectionMetrics"u8);
        response.StartObject();
        foreach (var request in requests)
        {
            if (!request.Table!.LocalIndexes.IsEmpty)
                ItemCollection.WriteMetrics(response, snapshot, request.TableName, request.Table, request.Actions);
        }
        response.EndObject();
    }

    /// <summary>One table of the request.</summary>
    private sealed class TableWrites(string tableName)
    {
        private readonly List<WriteRequest?> _writes = [];
        private string? _valueError;
        private bool _isPresent;

        public string TableName { get; } = tableName;

        public int Count => _writes.Count;

        public List<ItemAction> Actions { get; } = [];

        /// <summary>The store keys of the actions, in their order, once the table is known.</summary>
        public List<byte[]> Keys { get; } = [];

        public TableDefinition? Table { get; set; }

        public ConsumedCapacity Capacity { get; } = new(tableName);

        public void Read(ref RequestReader reader, AttributeValueReader values)
        {
            _isPresent = reader.ReadArray();
            while (_isPresent && reader.NextElement())
                _writes.Add(ReadWrite(ref reader, values));
        }

        public void Validate(ref Validator validator)
        {
            Catalog.TableName.Validate(ref validator, "requestItems", TableName);
            if (!_isPresent)
                validator.NotNull($"requestItems.{TableName}.member", null);
            else if (_writes.Count is 0 or > WritesMax)
                validator.Count($"requestItems.{TableName}.member", ShownList(), _writes.Count, 1, WritesMax);
            for (var i = 0; i < _writes.Count; i++)
                Validate(ref validator, $"requestItems.{TableName}.member.{i + 1}.member.", _writes[i]);
        }

        /// <summary>Checks everything that needs no table.</summary>
        public void ToActions()
        {
            foreach (var write in _writes)
            {
                if (write is not ({ Put: not null, Delete: null } or { Put: null, Delete: not null }))
                {
                    throw ServiceException.Validation(
                        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
                }
                Actions.Add(ItemAction.Of(write.Put is null ? ItemActionKind.Delete : ItemActionKind.Put, TableName, write.Put ?? write.Delete!.Value));
            }
            if (_valueError is not null)
                throw ServiceException.Validation(_valueError);
            foreach (var action in Actions)
            {
                if (action.Kind == ItemActionKind.Put)
                    ItemSize.Check(action.Given);
            }
        }

        private static void Validate(ref Validator validator, string path, WriteRequest? write)
        {
            if (write?.Put is { } item)
                validator.NotNull($"{path}putRequest.item", item.Exists);
            if (write?.Delete is { } key)
                validator.NotNull($"{path}deleteRequest.key", key.Exists);
        }

        private WriteRequest? ReadWrite(ref RequestReader reader, AttributeValueReader values)
        {
            if (!reader.ReadObject("WriteRequest"))
                return null;
            var write = new WriteRequest(null, null);
            while (reader.NextMember())
            {
                if (reader.Is("PutRequest"u8) && !reader.IsNull)
                    write = write with { Put = ReadOnlyMember(ref reader, values, "PutRequest", "Item"u8) };
                else if (reader.Is("DeleteRequest"u8) && !reader.IsNull)
                    write = write with { Delete = ReadOnlyMember(ref reader, values, "DeleteRequest", "Key"u8) };
            }
            return write;
        }

        private Item ReadOnlyMember(ref RequestReader reader, AttributeValueReader values, string shape, ReadOnlySpan<byte> member)
        {
            var item = default(Item);
            reader.ReadObject(shape);
            while (reader.NextMember())
            {
                if (reader.Is(member))
                    item = reader.ReadItem(values);
            }
            _valueError ??= values.TakeError();
            return item;
        }

        private string ShownList() => $"[{string.Join(", ", _writes.Select(_ => "WriteRequest"))}]";
    }

    /// <summary>An element of the request: exactly one of the two should be there.</summary>
    private sealed record WriteRequest(Item? Put, Item? Delete);
}
