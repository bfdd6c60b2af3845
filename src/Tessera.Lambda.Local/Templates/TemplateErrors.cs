namespace Tessera.Lambda.Local.Templates;

/// <summary>
/// The errors of a template, so that all are told at once. A place has one error: what would be said of it afterwards follows from that one. Not thread-safe.
/// </summary>
internal sealed class TemplateErrors
{
    private readonly List<TemplateException> _errors = [];
    private readonly HashSet<string> _messages = [];
    private readonly HashSet<string> _wrongPaths = [];

    public int Count => _errors.Count;

    public bool IsWrong(string path) => _wrongPaths.Contains(path);

    /// <summary>A place that has no value because of an error somewhere else.</summary>
    public void MarkWrong(string path) => _wrongPaths.Add(path);

    public void Add(TemplateException error) => Add(error, error.Place?.Path ?? error.Message);

    /// <summary>Adds an error because of which a place is wrong, though it may stand elsewhere: a condition that the place refers to.</summary>
    public void Add(TemplateException error, string wrongPath)
    {
        if (_wrongPaths.Add(wrongPath) && _messages.Add(error.Message))
            _errors.Add(error);
    }

    /// <summary>Reads a part of the template.</summary>
    /// <returns>Null where an error ended the reading; the error is here then.</returns>
    public T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (TemplateException error)
        {
            Add(error);
            return null;
        }
    }

    public void Try(Action read) => Try<object>(() =>
    {
        read();
        return null;
    });

    /// <summary>Throws all errors as one, in the order of the template.</summary>
    /// <exception cref="TemplateException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count == 1)
            throw _errors[0];
        if (_errors.Count > 0)
            throw new TemplateException(string.Join('\n', _errors.OrderBy(error => error.Place?.Position ?? 0).Select(error => error.Message)));
    }
}
