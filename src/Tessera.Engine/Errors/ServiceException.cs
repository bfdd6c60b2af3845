using Tessera.Engine.Protocol;

namespace Tessera.Engine.Errors;

/// <summary>Carries an error of the service from where it is found to the one place that writes it as a response.</summary>
internal sealed class ServiceException(ErrorType type, string message) : Exception(message)
{
    public ErrorType Type { get; } = type;

    /// <summary>Writes the members that the error has beside its message, such as <c>Item</c> or <c>CancellationReasons</c>.</summary>
    public Action<ResponseWriter>? WriteMembers { get; init; }

    public static ServiceException Validation(string message) => new(ErrorType.Validation, message);

    public static ServiceException Serialization(string message) => new(ErrorType.Serialization, message);
}
