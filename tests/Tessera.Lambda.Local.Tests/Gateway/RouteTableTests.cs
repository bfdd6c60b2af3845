using Tessera.Lambda.Local.Gateway;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Tests.Gateway;

public sealed class RouteTableTests
{
    private static readonly string[] _routes =
        ["ANY $default", "ANY /{proxy+}", "GET /users", "ANY /users", "GET /users/{id}", "GET /users/me", "POST /users/{id}/orders", "GET /files/{path+}", "DELETE /"];

    [Theory]
    [InlineData("GET", "/users", "GET /users", "")]
    [InlineData("GET", "/users/", "GET /users", "")]
    [InlineData("POST", "/users", "ANY /users", "")]
    [InlineData("GET", "/users/me", "GET /users/me", "")]
    [InlineData("GET", "/users/42", "GET /users/{id}", "id=42")]
    [InlineData("GET", "/users/a%20b%2Fc", "GET /users/{id}", "id=a b/c")]
    [InlineData("DELETE", "/users/42", "ANY /{proxy+}", "proxy=users/42")]
    [InlineData("POST", "/users/42/orders", "POST /users/{id}/orders", "id=42")]
    [InlineData("GET", "/files/a/b/c.txt", "GET /files/{path+}", "path=a/b/c.txt")]
    [InlineData("GET", "/files", "ANY /{proxy+}", "proxy=files")]
    [InlineData("DELETE", "/", "DELETE /", "")]
    [InlineData("GET", "/", "$default", "")]
    public void Find_Path_TakesTheMostSpecificRoute(string method, string path, string key, string parameters)
    {
        var match = Table(_routes).Find(method, path);
        Assert.Equal(key, match?.Route.Key);
        Assert.Equal(parameters, string.Join(',', match!.PathParameters.Select(parameter => $"{parameter.Key}={parameter.Value}")));
    }

    [Theory]
    [InlineData("GET", "/other")]
    [InlineData("POST", "/users")]
    [InlineData("GET", "/users/1/2")]
    [InlineData("GET", "/USERS/1")]
    public void Find_WithoutRoute_IsNull(string method, string path) => Assert.Null(Table("GET /users", "GET /users/{id}").Find(method, path));

    [Fact]
    public void Conflicts_OfTwoApis_AreNamed()
    {
        var (first, second) = (Api("One", "GET /a", "GET /b"), Api("Two", "GET /b"));
        Assert.Equal(["One (here) and Two (here) have the route GET /b. On one port only the first answers."], new RouteTable([first, second]).Conflicts());
    }

    private static RouteTable Table(params string[] routes) => new([Api("Api", routes)]);

    private static ApiDefinition Api(string id, params string[] routes) => new()
    {
        Id = id,
        Kind = ApiKind.Http,
        Stage = "$default",
        Routes = [.. routes.Select(route => route.Split(' ')).Select(route =>
            new RouteDefinition(id, "Worker", route[0], route[1] == "$default" ? null : route[1], false, TimeSpan.FromSeconds(30), "here"))],
    };
}
