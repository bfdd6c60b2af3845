using Microsoft.AspNetCore.Diagnostics;
using Tessera;

namespace Shop;

/// <summary>Turns the outcomes that a customer can cause into answers that say what to do; anything else stays a failure of the server.</summary>
internal sealed class ShopErrors(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = exception switch
        {
            OrderRefusedException refused => (refused.Status, refused.Message),
            VersionConflictException => (StatusCodes.Status409Conflict, "Somebody changed this meanwhile. Look at it again, then decide."),
            InvalidContinuationException => (StatusCodes.Status400BadRequest, "The continuation is not one that this list gave out. Start at the first page."),
            BadHttpRequestException bad => (bad.StatusCode, bad.Message),
            _ => (0, ""),
        };
        if (status == 0)
            return false;
        context.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = { Status = status, Detail = detail } });
    }
}
