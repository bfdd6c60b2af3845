namespace Tessera.Hosting.Describing;

/// <summary>A program's stream handlers, by what they are registered with.</summary>
internal static class DescribedHandlers
{
    public static ApplicationStreamHandler Of(StreamHandlerRegistration registration) => new()
    {
        Name = registration.Model.Name,
        HandlerType = HandlerType(registration),
        Table = registration.Model.Table.Name,
        FilterPatterns = registration.Model.FilterPatterns,
    };

    /// <summary>The type that the registration asks the container for; a registration of another make is known by its handler's name alone.</summary>
    private static string HandlerType(StreamHandlerRegistration registration) =>
        registration.Create.Method is { IsGenericMethod: true } create ? create.GetGenericArguments()[0].FullName! : registration.Model.Name;
}
