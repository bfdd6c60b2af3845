namespace Tessera.Infrastructure.Tests.Harness;

/// <summary>Programs as they describe themselves, with what their code does.</summary>
internal static class Applications
{
    public static readonly TableModel Shop = new()
    {
        Name = "shop",
        PartitionKey = new KeyModel("PK"),
        SortKey = new KeyModel("SK"),
        Stream = StreamView.NewAndOldImages,
        TimeToLiveAttribute = "ExpiresAt",
        Indexes = [new IndexModel { Name = "GSI1", PartitionKey = new KeyModel("GSI1PK"), SortKey = new KeyModel("GSI1SK") }],
    };

    public static readonly TableModel Ledger = new()
    {
        Name = "ledger",
        PartitionKey = new KeyModel("Account"),
        SortKey = new KeyModel("Entry", KeyType.Number),
        Stream = StreamView.KeysOnly,
        Deployment = new DeploymentModel
        {
            PointInTimeRecovery = true,
            RecoveryPeriodDays = 14,
            DeletionProtection = true,
            Retain = false,
            Encryption = TableEncryption.CustomerManaged,
            EncryptionKey = "alias/ledger",
            ReadCapacityUnits = 5,
            WriteCapacityUnits = 2,
            InfrequentAccess = true,
            Tags = [new TableTag("cost-centre", "4711"), new TableTag("team", "billing: the \"green\" one's")],
        },
        Indexes =
        [
            new IndexModel { Name = "ByDay", PartitionKey = new KeyModel("Day"), Projection = IndexProjection.KeysOnly },
            new IndexModel
            {
                Name = "ByHash", IsLocal = true, PartitionKey = new KeyModel("Account"), SortKey = new KeyModel("Hash", KeyType.Binary),
                Projection = IndexProjection.Include, NonKeyAttributes = ["Amount", "Text"],
            },
        ],
    };

    /// <summary>A program with everything that a template can say.</summary>
    public static readonly ApplicationModel Everything = new()
    {
        AssemblyName = "Bank",
        TargetFramework = "net10.0",
        ServesHttp = true,
        Tables = [new("Bank.LedgerContext", "prod-ledger", Ledger), new("Bank.ShopTable", "shop", Shop)],
        Routes = [new("GET", "/accounts/{id:int}"), new("POST", "/accounts"), new(null, "/files/{**path}"), new("GET", "/report/{year=2024}")],
        StreamHandlers =
        [
            new ApplicationStreamHandler
            {
                Name = "AuditTrail", HandlerType = "Bank.AuditTrail", Table = "ledger", BatchSize = 500, MaximumBatchingWindowSeconds = 5, ParallelizationFactor = 4,
                FromTrimHorizon = false, BisectBatchOnFunctionError = false, MaximumRetryAttempts = -1, MaximumRecordAgeSeconds = 3600, TumblingWindowSeconds = 60,
                ReportBatchItemFailures = false,
            },
            new ApplicationStreamHandler
            {
                Name = "OrderEvents", HandlerType = "Bank.OrderEvents", Table = "shop",
                FilterPatterns = ["{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"EntityType\":{\"S\":[\"Order\"]}}}}"],
            },
        ],
    };

    public static readonly ApplicationAccess EverythingAccess = new()
    {
        Http = new FunctionAccess(
            [new("ledger", null, ["dynamodb:BatchGetItem", "dynamodb:GetItem"]), new("ledger", "ByDay", ["dynamodb:Query"]), new("shop", null, ["dynamodb:Query"])],
            ["Bank.Reports.Run hands a table to Foreign.Library of Foreign, which is not read, so every action on items is allowed."]),
        StreamHandlers = new Dictionary<string, FunctionAccess>
        {
            ["AuditTrail"] = FunctionAccess.None,
            ["OrderEvents"] = new([new("shop", null, ["dynamodb:UpdateItem"]), new("shop", "GSI1", ["dynamodb:Query"])], []),
        },
    };

    /// <summary>A program that only handles a stream, compiled ahead of time.</summary>
    public static readonly ApplicationModel Worker = Everything with { ServesHttp = false, Routes = [], IsAheadOfTime = true, StreamHandlers = [Everything.StreamHandlers[1]] };

    /// <summary>A program that answers HTTP by one route.</summary>
    public static readonly ApplicationModel Site = Everything with { StreamHandlers = [], Tables = [Everything.Tables[1]], Routes = [], ServesFiles = true };

    /// <summary>The programs by name, with the options that they are deployed with.</summary>
    public static readonly IReadOnlyDictionary<string, (ApplicationModel Model, InfrastructureOptions Options)> All =
        new Dictionary<string, (ApplicationModel, InfrastructureOptions)>
        {
            ["Everything"] = (Everything, new InfrastructureOptions { CodeUri = "src/Bank/", Architecture = "arm64", MemoryMB = 1024, HttpTimeoutSeconds = 10, StreamTimeoutSeconds = 300 }),
            ["Worker"] = (Worker, new InfrastructureOptions()),
            ["Site"] = (Site, new InfrastructureOptions()),
        };

    public static string Write(string name, InfrastructureFormat format)
    {
        var (model, options) = All[name];
        return InfrastructureTemplate.Write(model, EverythingAccess, format, options);
    }
}
