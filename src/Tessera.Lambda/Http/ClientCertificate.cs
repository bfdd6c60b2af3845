using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;

namespace Tessera.Lambda.Http;

/// <summary>The certificate with which the caller proved itself to the gateway.</summary>
internal sealed class ClientCertificate(string pem) : ITlsConnectionFeature
{
    private X509Certificate2? _certificate;

    X509Certificate2? ITlsConnectionFeature.ClientCertificate
    {
        get => _certificate ??= X509Certificate2.CreateFromPem(pem);
        set => _certificate = value;
    }

    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) =>
        Task.FromResult(((ITlsConnectionFeature)this).ClientCertificate);
}
