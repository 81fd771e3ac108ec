using System.Reflection;

namespace OidcRelyingParty.Tests;

[TestFixture]
internal sealed class OidcErrorTests
{
    private static readonly string[] Codes =
        [.. typeof(OidcErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [TestCaseSource(nameof(Codes))]
    public void Every_code_says_what_it_means_and_what_to_do(string code)
    {
        var error = OidcError.Create(code, "what was found");

        Assert.That((error.Code, error.Message), Is.EqualTo((code, "what was found")));
        Assert.That(code, Does.Match("^[a-z_]+\\.[a-z_]+$"));
        Assert.That(error.Meaning, Does.EndWith("."));
        Assert.That(error.Remedy, Does.EndWith("."));
        Assert.That(Enum.IsDefined(error.Kind), Is.True);
    }

    [Test]
    public void Every_code_is_there_once() => Assert.That(Codes, Is.Unique.And.Not.Empty);

    [Test]
    public void A_more_exact_remedy_takes_the_place_of_the_usual_one() =>
        Assert.That(OidcError.Create(OidcErrorCodes.CodeRefused, "x", "Do this.").Remedy, Is.EqualTo("Do this."));

    [Test]
    public void A_code_of_nobody_is_a_mistake_of_the_program() => Assert.That(() => OidcError.Create("made.up", "x"), Throws.ArgumentException);

    [Test]
    public void An_exception_carries_its_error_and_its_cause()
    {
        var cause = new InvalidOperationException("the cause");

        var exception = new OidcException(OidcError.Create(OidcErrorCodes.StateExpired, "too late"), cause) { RetryAfter = TimeSpan.FromSeconds(1) };

        Assert.That(exception.Message, Is.EqualTo("authorization.state_expired: too late"));
        Assert.That((exception.InnerException, exception.RetryAfter), Is.EqualTo((cause, TimeSpan.FromSeconds(1))));
        Assert.That(() => new OidcException(null!), Throws.ArgumentNullException);
    }

    // What the browser is told: 400, 403, 502 or 503, and who has to act.
    [TestCase("authorization.state", OidcErrorKind.BadRequest)]
    [TestCase("id_token.missing", OidcErrorKind.ProviderFault)]
    [TestCase("id_token.nonce", OidcErrorKind.Refused)]
    [TestCase("metadata.", OidcErrorKind.ProviderFault)]
    [TestCase("provider.un", OidcErrorKind.Unavailable)]
    [TestCase("token.response", OidcErrorKind.ProviderFault)]
    [TestCase("settings.store", OidcErrorKind.Unavailable)]
    [TestCase("settings.disabled", OidcErrorKind.Refused)]
    public void The_kind_says_who_has_to_act(string start, OidcErrorKind kind)
    {
        var kinds = Codes.Where(code => code.StartsWith(start, StringComparison.Ordinal)).Select(code => OidcError.Create(code, "x").Kind);

        Assert.That(kinds, Is.Not.Empty.And.All.EqualTo(kind));
    }
}
