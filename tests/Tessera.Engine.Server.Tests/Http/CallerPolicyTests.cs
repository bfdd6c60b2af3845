using Tessera.Engine.Server.Http;

namespace Tessera.Engine.Server.Tests.Http;

public sealed class CallerPolicyTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8000")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]")]
    [InlineData("[::1]:65535")]
    public void IsLocal_NameOfThisMachine_True(string host) => Assert.True(CallerPolicy.IsLocal(host));

    [Theory]
    [InlineData("")]
    [InlineData("evil.example")]
    [InlineData("evil.example:8000")]
    [InlineData("localhost.evil.example")]
    [InlineData("localhost:8000.evil.example")]
    [InlineData("localhost:")]
    [InlineData("localhost:80a")]
    [InlineData("localhost:123456")]
    [InlineData("127.0.0.1.nip.example")]
    [InlineData("127.0.0.2")]
    [InlineData("[::1]evil")]
    [InlineData("::1")]
    [InlineData("user@localhost")]
    public void IsLocal_AnyOtherName_False(string host) => Assert.False(CallerPolicy.IsLocal(host));

    [Theory]
    [InlineData("", true)]
    [InlineData("http://localhost:8000", true)]
    [InlineData("HTTP://LocalHost:8000", true)]
    [InlineData("http://localhost:3000", false)]
    [InlineData("https://localhost:8000", false)]
    [InlineData("null", false)]
    [InlineData("http://evil.example", false)]
    [InlineData("http://evil.localhost:8000", false)]
    public void IsOwn_OriginOfARequestToLocalhost8000_OnlyOurOwnPages(string origin, bool own) =>
        Assert.Equal(own, CallerPolicy.IsOwn(origin, "localhost:8000"));

    [Theory]
    [InlineData("https://allowed.example", true)]
    [InlineData("HTTPS://ALLOWED.EXAMPLE", true)]
    [InlineData("https://allowed.example:8443", false)]
    [InlineData("http://allowed.example", false)]
    [InlineData("https://allowed.example.evil", false)]
    public void Allows_Origin_OnlyTheNamedOne(string origin, bool allowed) =>
        Assert.Equal(allowed, new CallerPolicy(["https://allowed.example"]).Allows(origin));

    [Theory]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("example.com")]
    [InlineData("https://example.com/")]
    [InlineData("https://example.com/path")]
    [InlineData("ftp://example.com")]
    public void Constructor_NotAnOrigin_Throws(string origin) => Assert.Throws<ArgumentException>(() => new CallerPolicy([origin]));
}
