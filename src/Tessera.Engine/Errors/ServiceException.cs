namespace Tessera.Engine.Errors;

/// <summary>Carries an error of the service from where it is found to the one place that writes it as a response.</summary>
internal sealed class ServiceException(ErrorType type, string message) : Exception(message)
{
    public ErrorType Type { get; } = type;

    public static ServiceException Validation(string message) => new(ErrorType.Validation, message);

    public static ServiceException Serialization(string message) => new(ErrorType.Serialization, message);
}
