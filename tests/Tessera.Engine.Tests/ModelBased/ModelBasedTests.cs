using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.ModelBased;

/// <summary>
/// Random operations on the engine and on a naive model must answer the same. The seed is in the test's output and is taken from
/// <c>TESSERA_TEST_SEED</c> to repeat a failure; <c>TESSERA_MODEL_OPERATIONS</c> says how many operations to run.
/// </summary>
public sealed class ModelBasedTests
{
    private const int OperationCount = 100_000;

    [Fact]
    public void RandomOperations_EngineAndModel_AnswerTheSame()
    {
        var given = Environment.GetEnvironmentVariable("TESSERA_MODEL_OPERATIONS");
        var operationCount = given is null ? OperationCount : int.Parse(given, System.Globalization.CultureInfo.InvariantCulture);
        using var engine = new EngineUnderTest();
        var run = new ModelRun(engine, TestSeed.Random());
        run.CreateTables();

        while (run.OperationCount < operationCount) run.Step();

        run.CompareEverything();
        TestContext.Current.TestOutputHelper?.WriteLine(run.Summary());
    }
}
