using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local;

/// <summary>
/// A template that cannot be run, and why: file, line, resource and property, what is wrong, and what to write instead. Where several things are wrong, the message
/// has a line for each, in the order of the template.
/// </summary>
public sealed class TemplateException : Exception
{
    /// <summary>Makes an error without a place.</summary>
    public TemplateException()
    {
    }

    /// <summary>Makes an error from its whole text.</summary>
    /// <param name="message">The place and what is wrong.</param>
    public TemplateException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an error from its whole text and its cause.</summary>
    /// <param name="message">The place and what is wrong.</param>
    /// <param name="innerException">What was thrown first.</param>
    public TemplateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal TemplateException(TemplatePlace place, string text, Exception? innerException = null)
        : base($"{place}: {text}", innerException) => Place = place;

    /// <summary>Null where it is the template as a whole, or several places.</summary>
    internal TemplatePlace? Place { get; }
}
