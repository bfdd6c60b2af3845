using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Tessera.Lambda.Http;

/// <summary>The user whom the gateway's authorizer has let in; read when it is asked for.</summary>
internal sealed class AuthorizerUser(ReadOnlyMemory<byte> authorizer) : IHttpAuthenticationFeature
{
    private ClaimsPrincipal? _user;
    private bool _isRead;

    public ClaimsPrincipal? User
    {
        get
        {
            if (!_isRead)
                User = AuthorizerClaims.Read(authorizer.Span);
            return _user;
        }
        set => (_user, _isRead) = (value, true);
    }
}
