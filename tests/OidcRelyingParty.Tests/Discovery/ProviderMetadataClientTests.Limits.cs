using System.Net;
using System.Net.Http.Headers;
using OidcRelyingParty.Testing;
using RichardSzalay.MockHttp;

namespace OidcRelyingParty.Tests.Discovery;

internal sealed partial class ProviderMetadataClientTests
{
    [Test]
    public async Task A141_More_than_100_keys_or_512_KB_are_not_a_key_set()
    {
        var keys = string.Join(',', Enumerable.Repeat("{}", 101));
        await RefusedThenRecoversAsync(ProviderEndpoint.KeySet, () => ProviderResponse.Text($"{{\"keys\":[{keys}]}}", "application/json"), OidcErrorCodes.KeySetUnreadable);

        await using var other = new CoreHost();
        other.Answer(ProviderEndpoint.KeySet, () => ProviderResponse.Text($"{{\"keys\":[]}}{new string(' ', 512 * 1024)}", "application/json"));
        Assert.That(await Refusal.CodeOfAsync(() => other.BeginAsync()), Is.EqualTo(OidcErrorCodes.KeySetUnreadable));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    [TestCase("deflate")]
    [TestCase("identity")]
    [TestCase("made-up")]
    public async Task A138_An_encoding_that_nobody_asked_for_is_not_decoded(string encoding)
    {
        using var network = new MockHttpMessageHandler();
        network.Fallback.Throw(new InvalidOperationException("Only the metadata is asked for."));
        network.Expect(HttpMethod.Get, "https://op.example.test/.well-known/openid-configuration")
            .With(request => request.Headers.AcceptEncoding.Count == 0)
            .Respond(_ => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json"), ContentEncoding = { encoding } } },
            });
        await using var host = new CoreHost(network: _ => network);

        Assert.That(await Refusal.CodeOfAsync(() => host.BeginAsync()), Is.EqualTo(OidcErrorCodes.ProviderResponse));
        network.VerifyNoOutstandingExpectation();
    }

    [Test]
    public async Task A136_A_document_without_end_is_read_to_the_limit_and_no_further()
    {
        using var endless = new EndlessStream();
        using var network = new MockHttpMessageHandler();
        network.Fallback.Throw(new InvalidOperationException("Only the metadata is asked for."));
        network.Expect("https://op.example.test/.well-known/openid-configuration")
            .Respond(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(endless) });
        await using var host = new CoreHost(network: _ => network);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var code = await Refusal.CodeOfAsync(() => host.BeginAsync());

        Assert.That(code, Is.EqualTo(OidcErrorCodes.ProviderResponse));
        Assert.That(endless.BytesRead, Is.LessThanOrEqualTo((1024 * 1024) + (16 * 1024)));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(4L * 1024 * 1024));
    }
}
