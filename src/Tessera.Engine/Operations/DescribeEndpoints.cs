using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>DescribeEndpoints: the service's address in the request's region, as the service itself answers.</summary>
internal static class DescribeEndpoints
{
    private const int CacheMinutes = 1440;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        NoInput.Read(context.Body);
        response.StartObject();
        response.Name("Endpoints"u8);
        response.StartArray();
        response.StartObject();
        response.Member("Address"u8, $"dynamodb.{context.Region}.amazonaws.com");
        response.Member("CachePeriodInMinutes"u8, CacheMinutes);
        response.EndObject();
        response.EndArray();
        response.EndObject();
    }
}
