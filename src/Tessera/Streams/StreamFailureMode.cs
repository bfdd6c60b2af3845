namespace Tessera;

/// <summary>What a batch does after a record that failed.</summary>
public enum StreamFailureMode
{
    /// <summary>Starts no other record: the failed one and all after it are delivered again. No record is handled twice for another's sake.</summary>
    StopAtFirstFailure,

    /// <summary>
    /// Goes on with other partition keys; records of the failed one's partition key wait. Lambda delivers everything from the first failed record
    /// again, also what was handled after it: use it with idempotency, or with handlers that may run twice.
    /// </summary>
    Continue,
}
