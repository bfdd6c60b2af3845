using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Tessera.Lambda.Http;

/// <summary>Reads an event that is an HTTP request, in one pass over its bytes.</summary>
internal ref struct HttpEventReader
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly HttpEvent _event;
    private readonly List<KeyValuePair<string, string>> _query = [];
    private Utf8JsonReader _reader;
    private EventBody _body;
    private bool _isHttp;
    private bool _hasMultiValueQuery;
    private string? _rawQuery;
    private string? _cookies;

    private HttpEventReader(ReadOnlyMemory<byte> json, HttpEvent target)
    {
        _json = json;
        _event = target;
        _reader = new Utf8JsonReader(json.Span);
    }

    /// <summary>Reads an event.</summary>
    /// <returns>The request, or null where the event is something else.</returns>
    /// <exception cref="JsonException">The event is not JSON, or has a value of another type than the format says.</exception>
    public static HttpEvent? TryRead(ReadOnlyMemory<byte> json)
    {
        var reader = new HttpEventReader(json, new HttpEvent());
        try
        {
            return reader.Read();
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException($"The event looks like an HTTP request, but a value in it has another type than its format says: {exception.Message}", exception);
        }
    }

    private HttpEvent? Read()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            ReadMember();
        if (!_isHttp)
            return null;

        AddCookies();
        _event.RawQuery = _rawQuery ?? QueryText.Join(_query, areEncoded: _event.Kind == HttpEventKind.LoadBalancer);
        _body.DecodeInto(_event, _json);
        return _event;
    }

    private void ReadMember()
    {
        if (_reader.ValueTextEquals("requestContext"u8))
            ReadRequestContext();
        else if (_reader.ValueTextEquals("httpMethod"u8))
            ReadMethod();
        else if (_reader.ValueTextEquals("rawPath"u8) || _reader.ValueTextEquals("path"u8))
            _event.RawPath = NextText() ?? "/";
        else if (_reader.ValueTextEquals("rawQueryString"u8))
            _rawQuery = NextText() ?? "";
        else if (_reader.ValueTextEquals("headers"u8))
            ReadHeaders();
        else if (_reader.ValueTextEquals("multiValueHeaders"u8))
            ReadMultiValueHeaders();
        else if (_reader.ValueTextEquals("queryStringParameters"u8))
            ReadQuery();
        else if (_reader.ValueTextEquals("multiValueQueryStringParameters"u8))
            ReadMultiValueQuery();
        else
            ReadSmallMember();
    }

    private void ReadSmallMember()
    {
        if (_reader.ValueTextEquals("cookies"u8))
            ReadCookies();
        else if (_reader.ValueTextEquals("body"u8))
            _body.ReadText(ref _reader);
        else if (_reader.ValueTextEquals("isBase64Encoded"u8))
            _body.ReadIsBase64(ref _reader);
        else
            SkipValue();
    }

    private void ReadMethod()
    {
        if (NextText() is not { } method)
            return;
        _isHttp = true;
        _event.Method = method;
        if (_event.Kind == HttpEventKind.HttpApi)
            _event.Kind = HttpEventKind.RestApi;
    }

    private void ReadRequestContext()
    {
        if (!EnterObject())
            return;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("http"u8))
                ReadHttp();
            else if (_reader.ValueTextEquals("elb"u8))
                ReadLoadBalancer();
            else if (_reader.ValueTextEquals("identity"u8))
                ReadIdentity();
            else if (_reader.ValueTextEquals("authorizer"u8))
                _event.Authorizer = NextSlice();
            else if (_reader.ValueTextEquals("authentication"u8))
                ReadClientCertificate();
            else if (_reader.ValueTextEquals("stage"u8))
                _event.Stage = NextText() ?? "";
            else if (_reader.ValueTextEquals("path"u8))
                _event.ContextPath = NextText() ?? "";
            else if (_reader.ValueTextEquals("protocol"u8))
                _event.Protocol = NextText() ?? _event.Protocol;
            else if (_reader.ValueTextEquals("domainName"u8))
                _event.DomainName = NextText() ?? "";
            else
                SkipValue();
        }
    }

    private void ReadHttp()
    {
        if (!EnterObject())
            return;
        _isHttp = true;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("method"u8))
                _event.Method = NextText() ?? "GET";
            else if (_reader.ValueTextEquals("protocol"u8))
                _event.Protocol = NextText() ?? _event.Protocol;
            else if (_reader.ValueTextEquals("sourceIp"u8))
                _event.SourceAddress = NextText() ?? "";
            else
                SkipValue();
        }
    }

    private void ReadLoadBalancer()
    {
        _event.Kind = HttpEventKind.LoadBalancer;
        SkipValue();
    }

    private void ReadIdentity()
    {
        if (!EnterObject())
            return;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("sourceIp"u8))
                _event.SourceAddress = NextText() ?? "";
            else if (_reader.ValueTextEquals("clientCert"u8))
                ReadCertificateText();
            else
                SkipValue();
        }
    }

    private void ReadClientCertificate()
    {
        if (!EnterObject())
            return;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("clientCert"u8))
                ReadCertificateText();
            else
                SkipValue();
        }
    }

    private void ReadCertificateText()
    {
        if (!EnterObject())
            return;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("clientCertPem"u8))
                _event.ClientCertificate = NextText();
            else
                SkipValue();
        }
    }

    private void ReadHeaders()
    {
        if (_event.HasMultiValueHeaders)
        {
            SkipValue();
            return;
        }
        if (!EnterObject())
            return;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _reader.GetString()!;
            _event.Headers.Append(name, NextText());
        }
    }

    private void ReadMultiValueHeaders()
    {
        if (!EnterObject())
            return;
        _event.HasMultiValueHeaders = true;
        _event.Headers.Clear();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _reader.GetString()!;
            _event.Headers.Append(name, NextTexts());
        }
    }

    private void ReadQuery()
    {
        if (_hasMultiValueQuery)
        {
            SkipValue();
            return;
        }
        if (!EnterObject())
            return;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _reader.GetString()!;
            _query.Add(new(name, NextText() ?? ""));
        }
    }

    private void ReadMultiValueQuery()
    {
        if (!EnterObject())
            return;
        _hasMultiValueQuery = true;
        _query.Clear();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _reader.GetString()!;
            foreach (var value in NextTexts())
                _query.Add(new(name, value ?? ""));
        }
    }

    private void ReadCookies()
    {
        var cookies = NextTexts();
        if (cookies.Count > 0)
            _cookies = string.Join("; ", cookies.ToArray());
    }

    private readonly void AddCookies()
    {
        if (_cookies is not null)
            _event.Headers["Cookie"] = _cookies;
    }

    /// <summary>Goes into the object that is the current member's value; null, as REST APIs send it, is as good as none.</summary>
    private bool EnterObject()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartObject)
            return true;
        _reader.Skip();
        return false;
    }

    private string? NextText()
    {
        _reader.Read();
        return _reader.GetString();
    }

    private StringValues NextTexts()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartArray)
            return _reader.GetString();
        var values = StringValues.Empty;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            values = StringValues.Concat(values, _reader.GetString());
        return values;
    }

    private ReadOnlyMemory<byte> NextSlice()
    {
        _reader.Read();
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return _json[start..(int)_reader.BytesConsumed];
    }

    private void SkipValue()
    {
        _reader.Read();
        _reader.Skip();
    }
}
