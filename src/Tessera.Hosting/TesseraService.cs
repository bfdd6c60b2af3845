namespace Tessera.Hosting;

/// <summary>Which service answers an application's tables.</summary>
public enum TesseraService
{
    /// <summary>
    /// Amazon DynamoDB in Lambda, or where <see cref="TesseraOptions.Endpoint"/> is set; the bundled engine in the Development environment;
    /// anywhere else the application must say, so that data meant to stay never goes to memory by accident.
    /// </summary>
    Automatic,

    /// <summary>The bundled engine in this process, in memory. For development and tests.</summary>
    Local,

    /// <summary>Amazon DynamoDB, or the service with its API at <see cref="TesseraOptions.Endpoint"/>.</summary>
    Aws,
}
