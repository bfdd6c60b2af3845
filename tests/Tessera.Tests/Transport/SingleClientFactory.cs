using Amazon.Runtime;

namespace Tessera.Tests.Transport;

/// <summary>Gives the SDK one HTTP client for everything, for clients whose address the SDK itself works out.</summary>
internal sealed class SingleClientFactory(HttpClient http) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
