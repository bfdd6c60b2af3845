using System.Text.Json.Serialization;
using Tessera;
using Tessera.Benchmarks.Function;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTessera<UsersTable>();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, UserJson.Default));

var app = builder.Build();
app.MapGet("/hello", () => new User { UserId = "1", Name = "World" });
app.MapGet("/users/{id}", async (string id, UsersTable users) => await users.Users.GetAsync(id) is { } user ? Results.Ok(user) : Results.NotFound());
app.Run();

namespace Tessera.Benchmarks.Function
{
    /// <summary>The table of the function.</summary>
    [Table("users")]
    public partial class UsersTable;

    /// <summary>What it answers with.</summary>
    [Entity<UsersTable>("USER#{UserId}", "METADATA")]
    public partial record User
    {
        /// <summary>The key.</summary>
        public required string UserId { get; init; }

        /// <summary>A name.</summary>
        public string? Name { get; init; }
    }

    [JsonSerializable(typeof(User))]
    internal sealed partial class UserJson : JsonSerializerContext;
}
