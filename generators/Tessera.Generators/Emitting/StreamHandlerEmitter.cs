using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the half of a stream handler that hands each record to the right method.</summary>
internal sealed class StreamHandlerEmitter
{
    private const string Record = "global::Tessera.StreamRecord";
    private const string Token = "global::System.Threading.CancellationToken";
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Bytes = "global::System.ReadOnlyMemory<byte>";

    private readonly StreamHandlerSpec _handler;
    private readonly SourceWriter _writer;

    private StreamHandlerEmitter(StreamHandlerSpec handler, SourceWriter writer) => (_handler, _writer) = (handler, writer);

    public static string Emit(StreamHandlerSpec handler) =>
        GeneratedFile.Write(handler.Type, insideContainingTypes: true, writer => new StreamHandlerEmitter(handler, writer).Emit());

    private void Emit()
    {
        var window = _handler.Window is null ? "" : ", global::Tessera.IStreamWindowHandler";
        _writer.Open($"{_handler.Type.Declaration} : global::Tessera.IStreamHandler<{_handler.Type.FullName}>{window}");
        EmitModel();
        _writer.WriteLine();
        EmitHandle();
        if (_handler.Window is { } method)
        {
            _writer.WriteLine();
            EmitWindow(method);
        }

        _writer.Close();
    }

    private void EmitModel()
    {
        _writer.WriteLine("/// <summary>The handler's table and what it takes.</summary>");
        _writer.WriteLine(GeneratedFile.GeneratedCode);
        _writer.Open("public static global::Tessera.StreamHandlerModel Model { get; } = new()");
        _writer.WriteLine($"Name = {Literals.Quote(_handler.Name)},");
        _writer.WriteLine(_handler.TableName is null ? "Table = null!," : $"Table = {_handler.TableName}.Model,");
        if (_handler.Methods.Count > 0)
        {
            _writer.WriteLine("Subscriptions =");
            _writer.WriteLine("[");
            _writer.Indent();
            foreach (var method in _handler.Methods)
                _writer.WriteLine($"new global::Tessera.StreamSubscription({Literals.Quote(method.Entity!)}, global::Tessera.StreamEvent.{method.Event}),");
            _writer.Unindent();
            _writer.WriteLine("],");
        }

        if (_handler.CatchAll is not null)
            _writer.WriteLine("TakesEveryRecord = true,");
        if (_handler.Window is not null)
            _writer.WriteLine("HandlesWindows = true,");
        _writer.Close(";");
    }

    private void EmitHandle()
    {
        _writer.WriteLine("/// <inheritdoc/>");
        _writer.WriteLine(GeneratedFile.GeneratedCode);
        _writer.Open($"public {ValueTask} HandleAsync({Record} record, {Token} cancellationToken)");
        if (_handler.Methods.Count > 0)
        {
            _writer.Open("switch (record.Event)");
            foreach (var @event in _handler.Methods.GroupBy(m => m.Event, StringComparer.Ordinal))
                EmitEvent(@event.Key, @event);
            _writer.Close();
            _writer.WriteLine();
        }

        _writer.WriteLine(_handler.CatchAll is { } catchAll ? $"return {Call(catchAll)};" : "return default;");
        _writer.Close();
    }

    private void EmitEvent(string @event, IEnumerable<HandlerMethodSpec> methods)
    {
        _writer.WriteLine($"case global::Tessera.StreamEvent.{@event}:");
        _writer.Indent();
        foreach (var method in methods)
            _writer.WriteLine($"if (record.IsEntity({Literals.Utf8(method.Entity!)}))\n    return {Call(method)};");
        _writer.WriteLine("break;");
        _writer.Unindent();
    }

    private static string Call(HandlerMethodSpec method)
    {
        var call = $"{method.Name}({string.Join(", ", method.Arguments.Select(argument => Argument(argument.Kind, method)))})";
        return method.ReturnsValueTask ? call : $"new {ValueTask}({call})";
    }

    private static string Argument(HandlerArgument argument, HandlerMethodSpec method) => argument switch
    {
        HandlerArgument.NewImage => $"record.ReadNewImage({method.Mapper}.Instance)",
        HandlerArgument.OldImage => $"record.ReadOldImage({method.Mapper}.Instance)",
        HandlerArgument.Reason => "record.RemovalReason",
        HandlerArgument.Record => "record",
        _ => "cancellationToken",
    };

    private void EmitWindow(WindowMethodSpec method)
    {
        var token = method.TakesCancellation ? ", cancellationToken" : "";
        _writer.WriteLine("/// <inheritdoc/>");
        _writer.WriteLine(GeneratedFile.GeneratedCode);
        _writer.Open($"public async {ValueTask}<{Bytes}> HandleWindowAsync(global::Tessera.StreamWindow window, {Token} cancellationToken)");
        if (method.StateType is null)
        {
            _writer.WriteLine($"return await OnWindow(window, window.State{token}).ConfigureAwait(false);");
        }
        else
        {
            var typeInfo = Literals.Identifier(method.TypeInfoMember!);
            _writer.WriteLine($"var state = await OnWindow(window, window.ReadState({typeInfo}){token}).ConfigureAwait(false);");
            _writer.WriteLine($"return global::Tessera.StreamWindow.WriteState(state, {typeInfo});");
        }

        _writer.Close();
    }
}
