using System.Net;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Wire;
using Client = OidcRelyingParty.Wire.ProviderClient;
using ProviderResponse = OidcRelyingParty.Testing.ProviderResponse;

namespace OidcRelyingParty.Tests.Wire;

/// <summary>The client as hosts get it, on real sockets, where a name means what an attacker wants it to mean.</summary>
[TestFixture]
internal sealed class OutboundGuardTests
{
    private const string Url = "http://op.example.test/.well-known/openid-configuration";

    private Inside _inside = null!;

    [SetUp]
    public async Task SetUp() => _inside = await Inside.StartAsync();

    [TearDown]
    public Task TearDown() => _inside.DisposeAsync().AsTask();

    [Test]
    public async Task A_public_host_is_asked()
    {
        _inside.Name("op.example.test", [Inside.Public]);

        Assert.That(await _inside.GetAsync(Url), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_inside.Dialled, Is.EqualTo(new[] { Inside.Public }));
    }

    [TestCase("http://169.254.169.254/latest/meta-data")]
    [TestCase("http://[fd00:ec2::254]/latest/meta-data")]
    [TestCase("http://100.100.100.200/latest/meta-data")]
    [TestCase("http://metadata.google.internal/computeMetadata/v1")]
    [TestCase("http://METADATA.google.internal./computeMetadata/v1")]
    [TestCase("http://metadata/computeMetadata/v1")]
    [TestCase("http://metadata.goog/computeMetadata/v1")]
    [TestCase("http://instance-data/latest")]
    public async Task A150_Metadata_services_are_never_asked(string url) => await AssertRefusedAsync(url, lookups: 0);

    [TestCase("http://127.0.0.1/")]
    [TestCase("http://localhost/")]
    [TestCase("http://app.localhost/")]
    [TestCase("http://10.0.0.1/")]
    [TestCase("http://172.16.0.1/")]
    [TestCase("http://192.168.0.1/")]
    [TestCase("http://100.64.0.1/")]
    [TestCase("http://169.254.0.1/")]
    [TestCase("http://[fe80::1]/")]
    [TestCase("http://[fc00::1]/")]
    [TestCase("http://224.0.0.1/")]
    [TestCase("http://0.0.0.0/")]
    [TestCase("http://[::]/")]
    [TestCase("http://[::1]/")]
    [TestCase("http://255.255.255.255/")]
    [TestCase("http://printer.local/")]
    [TestCase("http://nas.home.arpa/")]
    [TestCase("http://0x7f.1/")]
    [TestCase("http://2130706433/")]
    [TestCase("http://017700000001/")]
    [TestCase("http://127.1/")]
    [TestCase("http://127.0.0.1./")]
    [TestCase("http://0x7f.1./")]
    [TestCase("http://[::ffff:169.254.169.254]/")]
    [TestCase("http://[64:ff9b::a9fe:a9fe]/")]
    [TestCase("http://[2002:a9fe:a9fe::1]/")]
    public async Task A151_A152_A_literal_that_is_not_public_is_never_asked_however_it_is_written(string url) => await AssertRefusedAsync(url, lookups: 0);

    [TestCase("127.0.0.1")]
    [TestCase("10.0.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("::1")]
    [TestCase("fd00::1")]
    [TestCase("::ffff:10.0.0.1")]
    public async Task A151_A_name_of_an_address_inside_is_never_asked(string address)
    {
        _inside.Name("op.example.test", [address]);

        await AssertRefusedAsync(Url, lookups: 1);
    }

    [Test]
    public async Task A154_What_was_looked_at_is_what_is_connected_to()
    {
        _inside.Name("op.example.test", [Inside.Public], [Inside.Private]);

        await _inside.GetAsync(Url);

        Assert.That(_inside.Lookups, Is.EqualTo(1), "A second look could bring another answer.");
        Assert.That(_inside.Dialled, Is.EqualTo(new[] { Inside.Public }));
    }

    [Test]
    public async Task A154_A_name_that_has_moved_inside_is_refused_at_the_next_connection()
    {
        _inside.Name("op.example.test", [Inside.Public], [Inside.Private]);
        _inside.Provider.Behaviour.Respond = _ => Task.FromResult<ProviderResponse?>(new ProviderResponse(200).WithHeader("Connection", "close"));
        await _inside.GetAsync(Url);

        Assert.That(await Refusal.CodeOfAsync(() => _inside.GetAsync(Url)), Is.EqualTo(OidcErrorCodes.ProviderAddressRefused));
        Assert.That(_inside.Dialled, Is.EqualTo(new[] { Inside.Public }));
    }

    [TestCase("8.8.8.8", "10.0.0.1")]
    [TestCase("10.0.0.1", "8.8.8.8")]
    [TestCase("2606:4700:4700::1111", "127.0.0.1")]
    [TestCase("8.8.8.8", "fd00::1")]
    public async Task A155_One_address_inside_refuses_the_host(string first, string second)
    {
        _inside.Name("op.example.test", [first, second]);

        await AssertRefusedAsync(Url, lookups: 1);
    }

    [Test]
    public async Task A155_Several_public_addresses_are_all_tried()
    {
        _inside.Name("op.example.test", ["8.8.8.8", "2606:4700:4700::1111"]);

        await _inside.GetAsync(Url);

        Assert.That(_inside.Dialled, Is.EqualTo(new[] { "8.8.8.8", "2606:4700:4700::1111" }));
    }

    [Test]
    public async Task The_address_inside_is_not_told()
    {
        _inside.Name("op.example.test", ["10.11.12.13"]);

        var exception = await Refusal.OfAsync(() => _inside.GetAsync(Url + "?secret=in-the-query"));

        Assert.That(exception.ToString(), Does.Not.Contain("10.11.12.13").And.Not.Contain("in-the-query"));
    }

    [Test]
    public async Task A_connection_really_ends_at_the_address_that_was_looked_at()
    {
        var options = Options.Create(new OidcRelyingPartyOptions { AllowedPrivateHosts = { "op.example.test" } });
        var guard = new OutboundGuard(options) { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        using var client = new HttpClient(Client.CreateHandler(guard));

        using var answer = await client.GetAsync($"http://op.example.test:{new Uri(_inside.Provider.Issuer).Port}/.well-known/openid-configuration");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task AssertRefusedAsync(string url, int lookups)
    {
        Assert.That(await Refusal.CodeOfAsync(() => _inside.GetAsync(url)), Is.EqualTo(OidcErrorCodes.ProviderAddressRefused));
        Assert.That(_inside.Dialled, Is.Empty);
        Assert.That(_inside.Provider.Requests, Is.Empty);
        Assert.That(_inside.Lookups, Is.EqualTo(lookups));
    }
}
