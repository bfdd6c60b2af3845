using System.Globalization;

namespace Tessera.Engine.Tests;

/// <summary>
/// Random numbers for tests: the seed is written to the test's output, and taken from the environment variable <c>TESSERA_TEST_SEED</c> to repeat a failure.
/// </summary>
internal static class TestSeed
{
    public static Random Random()
    {
        var given = Environment.GetEnvironmentVariable("TESSERA_TEST_SEED");
        var seed = given is null ? System.Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"TESSERA_TEST_SEED={seed}");
        return new Random(seed);
    }
}
