using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Tessera;

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
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsJsonAsync("/notebooks/work/notes/1", new { txt = "Misspelt" }, stop)).StatusCode);
        Assert.Equal(new Note("work", "1", "First"), await client.GetFromJsonAsync<Note>("/notebooks/work/notes/1", stop));

        await client.DeleteAsync("/notebooks/work/notes/1", stop);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/notebooks/work/notes/1", stop)).StatusCode);
    }

    [Fact]
    public async Task List_OfMoreThanAPage_ContinuesWhereThePageEnds()
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = application.CreateClient();
        var ids = Enumerable.Range(1, 101).Select(number => number.ToString("D3")).ToList();
        foreach (var id in ids)
            await client.PutAsJsonAsync($"/notebooks/many/notes/{id}", new { text = "One of many" }, stop);

        var page = await client.GetFromJsonAsync<Page<Note>>("/notebooks/many/notes", stop);
        var rest = await client.GetFromJsonAsync<Page<Note>>($"/notebooks/many/notes?continuation={Uri.EscapeDataString(page!.Continuation!)}", stop);

        Assert.Equal(100, page.Items.Count);
        Assert.Equal(ids, page.Items.Concat(rest!.Items).Select(note => note.NoteId));
        Assert.Null(rest.Continuation);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/notebooks/many/notes?continuation=another", stop)).StatusCode);
    }
}
