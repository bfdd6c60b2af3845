namespace Tessera.Lambda.Runtime;

/// <summary>The function's response is larger than Lambda takes in one piece.</summary>
internal sealed class ResponseTooLargeException(int bytes) : Exception(
    $"The response has {bytes} bytes, and Lambda takes {RuntimeApiClient.ResponseBytesMax} (6 MB, binary bodies counted as base64). "
    + "Answer in pages, stream the response, or put the data into S3 and answer with a link.");
