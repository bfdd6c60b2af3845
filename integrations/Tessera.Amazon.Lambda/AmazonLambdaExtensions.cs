using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tessera.Lambda;

namespace Microsoft.Extensions.Hosting;

/// <summary>Serves an application's HTTP events with Amazon.Lambda.AspNetCoreServer.Hosting.</summary>
public static class AmazonLambdaExtensions
{
    private const string LambdaFunctionName = "AWS_LAMBDA_FUNCTION_NAME";

    /// <summary>
    /// Makes the application take its work from Lambda through Amazon.Lambda.AspNetCoreServer.Hosting instead of Tessera's own runtime loop. Outside Lambda the
    /// application runs as it is. Only HTTP events reach it: for a table's stream deploy a function with a <c>DynamoDBStreamFunction</c>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="eventSource">Where its HTTP events come from.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">
    /// <c>AddTessera</c> or <c>AddStreamHandler</c> has been called before: two loops would take each other's events.
    /// </exception>
    public static IHostApplicationBuilder AddAmazonLambdaHosting(this IHostApplicationBuilder builder, LambdaEventSource eventSource)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LambdaFunctionName)))
            return builder;
        if (builder.Services.Any(service => service.ServiceType == typeof(LambdaOptions)))
            throw new InvalidOperationException("Call AddAmazonLambdaHosting before AddTessera and AddStreamHandler, which would start Tessera's own runtime loop.");

        // An application whose options are there already gets no loop of Tessera's.
        builder.Services.AddSingleton(new LambdaOptions());
        builder.Services.TryAddSingleton<SnapshotHooks>();
        builder.Services.AddAWSLambdaHosting(eventSource);
        return builder;
    }
}
