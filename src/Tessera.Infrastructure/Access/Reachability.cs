namespace Tessera.Infrastructure.Access;

/// <summary>
/// Finds the methods that may run when a function is invoked. Calls and delegates are followed; of a type that is made, or that is named where the
/// framework makes it (dependency injection), the methods are followed that the framework calls: constructors and what it overrides or implements.
/// </summary>
internal sealed class Reachability(ProgramCode code, Func<CodeType, bool> isExcluded)
{
    private readonly HashSet<CodeMethod> _reached = [];
    private readonly HashSet<CodeType> _live = [];
    private readonly Queue<CodeMethod> _open = [];

    public IReadOnlyCollection<CodeMethod> Reached => _reached;

    /// <summary>Follows everything from a method.</summary>
    public Reachability From(CodeMethod method)
    {
        Reach(method);
        while (_open.TryDequeue(out var next))
            Follow(next);
        return this;
    }

    /// <summary>Follows everything from a type that the framework makes.</summary>
    public Reachability From(CodeType type)
    {
        Make(type);
        while (_open.TryDequeue(out var next))
            Follow(next);
        return this;
    }

    /// <summary>Follows only what runs while the program starts: calls, but not the delegates and types that it hands to the framework.</summary>
    public Reachability FromStart(CodeMethod entryPoint)
    {
        Reach(entryPoint);
        while (_open.TryDequeue(out var next))
        {
            foreach (var use in next.Uses)
            {
                if (use.Kind is CodeUseKind.Call or CodeUseKind.New && code.Find(use) is { } called)
                    Reach(called);
                foreach (var stateMachine in Named(use).Where(type => type.Name.Contains(">d__", StringComparison.Ordinal)))
                    Make(stateMachine);
            }
        }

        return this;
    }

    private void Follow(CodeMethod method)
    {
        foreach (var use in method.Uses)
        {
            foreach (var type in Named(use))
                Make(type);
            if (use.Kind != CodeUseKind.Type && code.Find(use) is { } called)
                Call(called);
        }
    }

    /// <summary>The program's types that a use names where it, or the framework, makes them.</summary>
    private IEnumerable<CodeType> Named(CodeUse use)
    {
        IEnumerable<TypeName> names = use.Kind is CodeUseKind.New or CodeUseKind.Type ? use.MethodArguments.Append(use.Type) : use.MethodArguments;
        return names.Select(name => code.Find(name.Name)).OfType<CodeType>();
    }

    private void Call(CodeMethod method)
    {
        if (isExcluded(method.Type))
            return;
        Reach(method);
        foreach (var other in code.Overrides(method).Where(other => !isExcluded(other.Type)))
            Reach(other);
    }

    private void Make(CodeType type)
    {
        if (isExcluded(type) || !_live.Add(type))
            return;
        foreach (var method in type.Methods.Where(method => method.IsConstructor || (method.IsVirtual && !IsOwnContract(type, method))))
            Reach(method);
        // What a constructor takes is made by the container.
        foreach (var parameter in type.Methods.Where(method => method.Name == ".ctor").SelectMany(method => method.Parameters))
        {
            if (code.Find(parameter.Name) is { } needed)
                Make(needed);
        }
    }

    /// <summary>Whether only the program itself calls the method, through an interface of its own; then its calls are seen.</summary>
    private bool IsOwnContract(CodeType type, CodeMethod method) =>
        type.Interfaces.Select(name => code.Find(name.Name)).OfType<CodeType>().Any(contract => contract.Methods.Any(other => other.Name == method.Name));

    private void Reach(CodeMethod method)
    {
        if (_reached.Add(method))
            _open.Enqueue(method);
    }
}
