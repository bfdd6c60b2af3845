using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Company.App._1.Tests;

/// <summary>The HTTP API, on the engine in the process.</summary>
public sealed class NoteApiTests(WebApplicationFactory<Program> application) : IClassFixture<WebApplicationFactory<Program>>
{
    [Fact]
    public async Task Get_AfterPutAndDelete_AnswersWhatIsThere()
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = application.CreateClient();

        var put = await client.PutAsJsonAsync("/notebooks/work/notes/1", new { text = "First" }, stop);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(new Note("work", "1", "First"), await client.GetFromJsonAsync<Note>("/notebooks/work/notes/1", stop));
        Assert.Single((await client.GetFromJsonAsync<List<Note>>("/notebooks/work/notes", stop))!);

        await client.DeleteAsync("/notebooks/work/notes/1", stop);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/notebooks/work/notes/1", stop)).StatusCode);
    }
}
