using Tessera.Engine.Errors;

namespace Tessera.Engine.Tests.Expressions;

/// <summary>What the service says to something it refuses.</summary>
internal static class Refused
{
    /// <summary>The message of the validation error that the action ends with.</summary>
    public static string Message(Action action)
    {
        var exception = Assert.Throws<ServiceException>(action);
        Assert.Equal(ErrorType.Validation, exception.Type);
        return exception.Message;
    }
}
