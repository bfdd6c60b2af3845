using System.Diagnostics;

namespace Tessera.Benchmarks.Http;

/// <summary>
/// Keeps one request under way on each of many connections. A thread serves its connections in turn with blocking calls: two system calls a request and no
/// scheduler between, which costs far less than tasks would.
/// </summary>
internal static class LoadGenerator
{
    /// <summary>Requests per second, as answered in the given time.</summary>
    public static double Run(int port, byte[][] requests, int connections, TimeSpan time)
    {
        var threadCount = Math.Clamp(Environment.ProcessorCount / 2, 1, connections);
        var counts = new long[threadCount];
        var failures = new Exception?[threadCount];
        var clock = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, threadCount).Select(index => new Thread(() =>
        {
            try
            {
                counts[index] = Drive(port, requests, index, connections / threadCount, clock, time);
            }
            catch (Exception exception)
            {
                failures[index] = exception;
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        if (Array.Find(failures, failure => failure is not null) is { } first)
            throw new InvalidOperationException("A request failed.", first);
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static long Drive(int port, byte[][] requests, int seed, int connectionCount, Stopwatch clock, TimeSpan time)
    {
        var connections = Enumerable.Range(0, connectionCount).Select(_ => new RawConnection(port)).ToArray();
        var next = seed * 331;
        foreach (var connection in connections)
            connection.Send(requests[next++ % requests.Length]);
        var answered = 0L;
        while (clock.Elapsed < time)
        {
            foreach (var connection in connections)
            {
                connection.ReceiveOk();
                connection.Send(requests[next++ % requests.Length]);
            }
            answered += connectionCount;
        }
        foreach (var connection in connections)
        {
            connection.ReceiveOk();
            connection.Dispose();
        }
        return answered + connectionCount;
    }
}
