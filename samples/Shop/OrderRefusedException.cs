namespace Shop;

/// <summary>Why a cart could not be changed or an order not be placed or shipped, with the HTTP status that says so.</summary>
public sealed class OrderRefusedException(int status, string message) : Exception(message)
{
    public const string TryAgain = "Others are changing the same things at this moment. Please try again.";

    public int Status { get; } = status;

    /// <summary>The request itself is wrong.</summary>
    public static OrderRefusedException Invalid(string message) => new(StatusCodes.Status400BadRequest, message);

    /// <summary>The request names something that is not there.</summary>
    public static OrderRefusedException Missing(string message) => new(StatusCodes.Status404NotFound, message);

    /// <summary>The request does not fit what is stored.</summary>
    public static OrderRefusedException Conflict(string message) => new(StatusCodes.Status409Conflict, message);
}
