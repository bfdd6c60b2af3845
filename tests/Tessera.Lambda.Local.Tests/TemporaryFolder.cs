namespace Tessera.Lambda.Local.Tests;

/// <summary>A folder of a test's own, with the files of a template and its functions.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tessera-run-test-").FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        return path;
    }

    /// <summary>A function in Python: the runtime loop, and a handler that gets the event and its context (the headers of the event).</summary>
    public void WritePython(string folder, string handler)
    {
        var bootstrap = Write(System.IO.Path.Combine(folder, "bootstrap"), $$"""
            #!/usr/bin/env python3
            import json, os, sys, time, urllib.request
            api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"

            def post(path, body):
                urllib.request.urlopen(urllib.request.Request(api + path, data=body, method="POST")).read()

            {{handler}}
            while True:
                with urllib.request.urlopen(api + "invocation/next") as next_event:
                    context = next_event.headers
                    event = json.loads(next_event.read())
                request_id = context["Lambda-Runtime-Aws-Request-Id"]
                try:
                    result = json.dumps(handle(event, context)).encode()
                except Exception as error:
                    post("invocation/" + request_id + "/error",
                         json.dumps({"errorType": type(error).__name__, "errorMessage": str(error), "stackTrace": []}).encode())
                else:
                    post("invocation/" + request_id + "/response", result)

            """);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Scripts are not programs there.");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(bootstrap, File.GetUnixFileMode(bootstrap) | UnixFileMode.UserExecute);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was killed may still hold a file.
        }
    }
}
