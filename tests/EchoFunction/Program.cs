using System.Text;

// A function with nothing but the framework: it asks the runtime API for events and answers each with itself.
var api = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
Console.WriteLine($"echo starts as {Environment.GetEnvironmentVariable("_HANDLER")}");
while (true)
{
    using var next = await client.GetAsync(new Uri(api + "next"));
    var requestId = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    var payload = await next.Content.ReadAsStringAsync();
    using var response = new StringContent($$"""{"runtime":".NET","event":{{payload}}}""", Encoding.UTF8, "application/json");
    using var accepted = await client.PostAsync(new Uri($"{api}{requestId}/response"), response);
}
