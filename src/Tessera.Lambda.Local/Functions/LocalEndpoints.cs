namespace Tessera.Lambda.Local.Functions;

/// <summary>Where functions find this machine's services.</summary>
internal sealed record LocalEndpoints(string Region, string DynamoDB, string Lambda);
