namespace Tessera;

/// <summary>
/// Gives records to workers in their order, but never two of one partition key at once: the next of a key waits, and goes to the worker that has the
/// key. Thread-safe.
/// </summary>
internal sealed class PartitionQueue
{
    private const int None = -1;

    private readonly Lock _lock = new();
    private readonly int[] _partitionOf;
    private readonly int[] _following;
    private readonly Partition[] _partitions;
    private int _next;

    public PartitionQueue(IReadOnlyList<StreamRecord> records)
    {
        var numbers = new Dictionary<ReadOnlyMemory<byte>, int>(PartitionKeyComparer.Instance);
        _partitionOf = new int[records.Count];
        _following = new int[records.Count];
        for (var i = 0; i < records.Count; i++)
        {
            var key = records[i].PartitionKeyJson;
            if (!numbers.TryGetValue(key, out var number))
                numbers.Add(key, number = numbers.Count);
            (_partitionOf[i], _following[i]) = (number, None);
        }

        _partitions = new Partition[numbers.Count];
        Array.Fill(_partitions, new Partition(IsBusy: false, IsFailed: false, None, None));
    }

    /// <summary>Takes the first record whose partition key is free.</summary>
    public bool TryTake(out int index)
    {
        lock (_lock)
        {
            while (_next < _partitionOf.Length)
            {
                index = _next++;
                ref var partition = ref _partitions[_partitionOf[index]];
                if (partition.IsFailed)
                    continue;
                if (!partition.IsBusy)
                {
                    partition = partition with { IsBusy = true };
                    return true;
                }

                Append(ref partition, index);
            }
        }

        index = None;
        return false;
    }

    /// <summary>Ends a record and takes the next of its partition key that waits. After a failure none of them is given out any more.</summary>
    public bool TryContinue(int finished, bool succeeded, out int next)
    {
        lock (_lock)
        {
            ref var partition = ref _partitions[_partitionOf[finished]];
            next = succeeded ? partition.First : None;
            partition = next == None
                ? partition with { IsBusy = false, IsFailed = !succeeded }
                : partition with { First = _following[next] };
            return next != None;
        }
    }

    private void Append(ref Partition partition, int index)
    {
        if (partition.First == None)
        {
            partition = partition with { First = index, Last = index };
            return;
        }

        _following[partition.Last] = index;
        partition = partition with { Last = index };
    }

    private readonly record struct Partition(bool IsBusy, bool IsFailed, int First, int Last);
}
