using System.Net;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Login;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>Who is slowed down: whoever guesses, and as seldom as can be anybody else.</summary>
internal sealed class AttemptLimiterTests
{
    private AttemptLimiter _limiter = null!; // set up before every test

    [SetUp]
    public void SetUp() => _limiter = new(Options.Create(new OidcLoginOptions { AttemptsPerAccount = 3 }), new ManualTimeProvider());

    [Test]
    public void M10_One_stranger_who_knows_the_name_of_the_break_glass_user_cannot_keep_that_user_out()
    {
        var answers = Enumerable.Range(0, 50).Select(_ => IsLetThrough("198.51.100.1")).ToArray();

        Assert.That(answers.Count(isLetThrough => isLetThrough), Is.EqualTo(3));
        Assert.That(new[] { "203.0.113.1", "203.0.113.2" }.Any(IsLetThrough), Is.True, "the user, from elsewhere; one address may share the stranger's counter");
    }

    [Test]
    public void A219_Guessing_at_one_account_from_many_addresses_is_throttled_too()
    {
        var answers = Enumerable.Range(0, 250).Select(i => IsLetThrough($"198.51.100.{i}")).ToArray();

        Assert.That(answers.Count(isLetThrough => isLetThrough), Is.LessThanOrEqualTo(30), "fewer where two share a counter");
    }

    [Test]
    public void A219_A_network_of_IPv6_is_one_address()
    {
        var answers = Enumerable.Range(0, 50).Select(i => IsLetThrough($"2001:db8:0:1::{i:x}")).ToArray();

        Assert.That(answers.Count(isLetThrough => isLetThrough), Is.EqualTo(3));
    }

    private bool IsLetThrough(string address)
    {
        try
        {
            _limiter.Require("default", "root", IPAddress.Parse(address));
            return true;
        }
        catch (OidcException e) when (e.Error.Code == OidcErrorCodes.LocalThrottled)
        {
            return false;
        }
    }
}
