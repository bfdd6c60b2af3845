using Tessera.Lambda;

namespace Tessera.Hosting.Describing;

/// <summary>A program's stream handlers, with the mappings that are to invoke them.</summary>
internal static class DescribedHandlers
{
    public static ApplicationStreamHandler Of(StreamFunction function)
    {
        var (model, mapping) = (function.Handler.Model, function.EventSource);
        return new ApplicationStreamHandler
        {
            Name = model.Name,
            HandlerType = HandlerType(function.Handler),
            Table = model.Table.Name,
            FilterPatterns = mapping.FilterPatterns,
            BatchSize = mapping.BatchSize,
            MaximumBatchingWindowSeconds = (int)mapping.MaximumBatchingWindow.TotalSeconds,
            ParallelizationFactor = mapping.ParallelizationFactor,
            FromTrimHorizon = mapping.StartingPosition == StartingPosition.TrimHorizon,
            BisectBatchOnFunctionError = mapping.BisectBatchOnFunctionError,
            MaximumRetryAttempts = mapping.MaximumRetryAttempts,
            MaximumRecordAgeSeconds = mapping.MaximumRecordAge is { } age ? (int)age.TotalSeconds : -1,
            ReportBatchItemFailures = mapping.ReportBatchItemFailures,
            TumblingWindowSeconds = (int)(mapping.TumblingWindow?.TotalSeconds ?? 0),
        };
    }

    /// <summary>The type that the registration asks the container for; a registration of another make is known by its handler's name alone.</summary>
    private static string HandlerType(StreamHandlerRegistration registration) =>
        registration.Create.Method is { IsGenericMethod: true } create ? create.GetGenericArguments()[0].FullName! : registration.Model.Name;
}
