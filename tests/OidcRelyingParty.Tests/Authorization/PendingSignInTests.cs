using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Authorization;

[TestFixture]
internal sealed class PendingSignInTests
{
    [Test]
    public void It_comes_back_as_it_was()
    {
        var pending = Create(TimeSpan.FromMinutes(5));

        var read = PendingSignIn.FromBytes(pending.ToBytes())!;

        Assert.That(read, Is.EqualTo(pending).UsingPropertiesComparer());
        Assert.That(read.CodeVerifier.Reveal(), Is.EqualTo(pending.CodeVerifier.Reveal()));
        Assert.That((read.MaxAge, read.RequiredAcrValues), Is.EqualTo((pending.MaxAge, pending.RequiredAcrValues)));
        Assert.That((read.Purpose, read.FrontEndChallenge), Is.EqualTo((pending.Purpose, pending.FrontEndChallenge)));
        Assert.That(read.RedirectUri.OriginalString, Is.EqualTo(pending.RedirectUri.OriginalString));
    }

    [TestCase(null)]
    [TestCase(0.0)]
    [TestCase(86_400.0)]
    public void A_maximum_age_of_zero_is_not_the_absence_of_one(double? seconds)
    {
        var maxAge = seconds is { } value ? TimeSpan.FromSeconds(value) : (TimeSpan?)null;

        Assert.That(PendingSignIn.FromBytes(Create(maxAge).ToBytes())!.MaxAge, Is.EqualTo(maxAge));
    }

    [Test]
    public void It_is_small_enough_for_a_cookie() => Assert.That(Create().ToBytes(), Has.Length.LessThan(300));

    // In the next two, an exception is the failure: what is read is protected by the host, so it may be anything.
    [Test]
    public void A007_Every_flipped_bit_is_read_or_refused_and_never_throws()
    {
        var bytes = Create().ToBytes();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            PendingSignIn.FromBytes(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public void A007_Every_beginning_and_anything_after_the_end_is_refused()
    {
        var bytes = Create().ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.That(PendingSignIn.FromBytes(bytes.AsSpan(0, length)), Is.Null, $"{length} bytes");
        }

        Assert.That(PendingSignIn.FromBytes([.. bytes, 0]), Is.Null);
    }

    [Test]
    public void A007_Noise_is_refused_and_never_throws()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
            {
                bytes[0] = 2; // the format's version, so that the rest is looked at
            }

            PendingSignIn.FromBytes(bytes);
        }
    }

    [Test]
    public void Another_version_of_the_form_is_refused()
    {
        var bytes = Create().ToBytes();
        bytes[0]++;

        Assert.That(PendingSignIn.FromBytes(bytes), Is.Null);
    }

    [Test]
    public void A_response_mode_that_does_not_exist_is_refused()
    {
        var bytes = Create(mode: (AuthorizationResponseMode)7).ToBytes();

        Assert.That(PendingSignIn.FromBytes(bytes), Is.Null);
    }

    [Test]
    public void A_purpose_that_does_not_exist_is_refused()
    {
        var bytes = Create(purpose: (SignInPurpose)7).ToBytes();

        Assert.That(PendingSignIn.FromBytes(bytes), Is.Null);
    }

    private static PendingSignIn Create(
        TimeSpan? maxAge = null, AuthorizationResponseMode mode = AuthorizationResponseMode.FormPost, SignInPurpose purpose = SignInPurpose.FrontEnd) => new()
        {
            SettingsKey = new OidcSettingsKey("tenant-1", "entra"),
            SettingsVersion = "AAECAwQFBgcICQoL",
            State = "AAECAwQFBgcICQoLDA0ODxAREhM",
            Nonce = "AAECAwQFBgcICQoLDA0ODw",
            CodeVerifier = new Secret("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
            RedirectUri = new Uri("https://RP.example.test:443/sign%2din-ü?x=1"),
            ResponseMode = mode,
            StartedAt = new DateTimeOffset(2026, 1, 1, 12, 0, 0, 123, TimeSpan.Zero),
            ReturnUrl = "/page?x=ü",
            Purpose = purpose,
            FrontEndChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            MaxAge = maxAge,
            RequiredAcrValues = ["urn:mfa", "urn:hardware"],
        };
}
