using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tests.Jose;

namespace OidcRelyingParty.Tests.Revisions;

internal sealed partial class SettingsAdministrationTests
{
    private static readonly SettingsUpdate First = RevisionScene.WithSecret(RevisionScene.Update(stamp: null), "one");

    [Test]
    public async Task M5_A_save_without_the_secret_keeps_the_stored_one()
    {
        var first = await _scene.SaveAsync(First);
        _scene.Clock.Advance(TimeSpan.FromDays(1));

        var second = await _scene.SaveAsync(RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { ClientId = "renamed", ClientSecret = new Secret("not looked at") }));

        Assert.That(second.ClientSecret, Is.EqualTo(first.ClientSecret), "when it was set, and its fingerprint");
        Assert.That(await SecretAsync(), Is.EqualTo("one"));
    }

    [Test]
    public async Task M5_The_secret_is_taken_away_only_on_purpose()
    {
        var first = await _scene.SaveAsync(First);

        var second = await _scene.SaveAsync(RevisionScene.Update(first.Stamp) with { ClientSecret = SecretChange.Clear });

        Assert.That(second.ClientSecret, Is.EqualTo(new SecretStatus(IsSet: false, IsReadable: true, SetAt: null, Fingerprint: null)));
        Assert.That(await SecretAsync(), Is.Null);
    }

    [Test]
    public async Task The_time_and_the_fingerprint_of_a_secret_tell_whether_it_is_another()
    {
        var first = await _scene.SaveAsync(First);
        _scene.Clock.Advance(TimeSpan.FromDays(1));
        var same = await _scene.SaveAsync(First with { ExpectedStamp = first.Stamp });
        var other = await _scene.SaveAsync(RevisionScene.WithSecret(RevisionScene.Update(same.Stamp), "two"));
        var back = await _scene.SaveAsync(First with { ExpectedStamp = other.Stamp });

        Assert.That(first.ClientSecret.Fingerprint, Does.Match("^[0-9a-f]{8}$"));
        Assert.That(same.ClientSecret.Fingerprint, Is.EqualTo(first.ClientSecret.Fingerprint));
        Assert.That(same.ClientSecret.SetAt, Is.EqualTo(first.ClientSecret.SetAt + TimeSpan.FromDays(1)));
        Assert.That(other.ClientSecret.Fingerprint, Is.Not.EqualTo(first.ClientSecret.Fingerprint));
        Assert.That(back.ClientSecret.Fingerprint, Is.EqualTo(first.ClientSecret.Fingerprint));
    }

    [Test]
    public async Task Two_tenants_with_one_secret_have_different_fingerprints()
    {
        var one = await _scene.SaveAsync(First);
        var other = await _scene.SaveAsync(RevisionScene.WithSecret(RevisionScene.Update(stamp: null, new OidcSettingsKey("other")), "one"));

        Assert.That(other.ClientSecret.Fingerprint, Is.Not.EqualTo(one.ClientSecret.Fingerprint));
    }

    [Test]
    public async Task A_view_holds_no_secret()
    {
        var view = await _scene.SaveAsync(First with { ClientKey = SecretChange.Set(new Secret(TestKeys.P256.ExportPkcs8PrivateKeyPem())) });

        Assert.That((view.Settings.ClientSecret, view.Settings.ClientKey, view.Settings.DecryptionKeys.Count), Is.EqualTo(((Secret?)null, (ClientPrivateKey?)null, 0)));
        Assert.That((view.ClientSecret.IsSet, view.HasClientKey), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task M5_A_private_key_is_kept_and_taken_away_like_a_secret()
    {
        var view = await _scene.SaveAsync(RevisionScene.Update(stamp: null) with { ClientKey = SecretChange.Set(new Secret(TestKeys.P256.ExportPkcs8PrivateKeyPem())) });

        view = await _scene.SaveAsync(RevisionScene.Update(view.Stamp));
        Assert.That(view.HasClientKey, Is.True);
        view = await _scene.SaveAsync(RevisionScene.Update(view.Stamp) with { ClientKey = SecretChange.Clear });
        Assert.That(view.HasClientKey, Is.False);
    }

    [Test]
    public async Task An_unreadable_secret_may_be_left_behind_when_sign_in_is_switched_off_or_has_none()
    {
        var first = await _scene.SaveAsync(First);
        _scene.Store.OnRevision = revision => revision! with { Settings = revision.Settings with { ClientSecret = null, SecretsUnreadable = true } };

        var kept = await Administration.SaveAsync(RevisionScene.Update(first.Stamp));
        Assert.That(kept.Findings.Select(finding => finding.Error.Code), Is.EqualTo(new[] { OidcErrorCodes.SettingsSecretUnreadable }));
        Assert.That((await Administration.SaveAsync(RevisionScene.Update(first.Stamp) with { ClientSecret = SecretChange.Clear })).Findings, Is.Empty);
        Assert.That((await Administration.SaveAsync(RevisionScene.With(RevisionScene.Update(SettingsUpdate.AnyStamp), settings => settings with { Enabled = false }))).Findings, Is.Empty);
    }

    [Test]
    public async Task A_secret_does_not_reach_another_address_by_way_of_settings_that_are_switched_off()
    {
        var first = await _scene.SaveAsync(First);
        var elsewhere = RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { Issuer = IssuerUrl.Parse("https://evil.example"), Enabled = false });

        var moved = await Administration.SaveAsync(elsewhere);

        Assert.That(moved.Findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EqualTo(new[] { ("ClientSecret", OidcErrorCodes.SettingsRequired) }));
        Assert.That((await Administration.SaveAsync(elsewhere with { ClientSecret = SecretChange.Clear })).Findings, Is.Empty);
    }

    [Test]
    public async Task A_secret_stays_when_no_provider_is_named_and_goes_to_none_that_is_named_later()
    {
        var first = await _scene.SaveAsync(First);

        var off = await _scene.SaveAsync(RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { Issuer = null, Enabled = false }));
        var moved = await Administration.SaveAsync(RevisionScene.With(RevisionScene.Update(off.Stamp), settings => settings with { Issuer = IssuerUrl.Parse("https://evil.example"), Enabled = false }));

        Assert.That(off.ClientSecret.IsSet, Is.True);
        Assert.That(moved.Findings.Select(finding => finding.Error.Code), Is.EqualTo(new[] { OidcErrorCodes.SettingsRequired }));
    }

    [Test]
    public async Task What_a_private_key_signs_does_not_go_to_another_address_either()
    {
        var first = await _scene.SaveAsync(RevisionScene.Update(stamp: null) with { ClientKey = SecretChange.Set(new Secret(TestKeys.P256.ExportPkcs8PrivateKeyPem())) });

        var moved = await Administration.SaveAsync(RevisionScene.With(RevisionScene.Update(first.Stamp), settings => settings with { BackchannelBaseUrl = new Uri("https://evil.example") }));

        Assert.That(moved.Findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EqualTo(new[] { ("ClientKey", OidcErrorCodes.SettingsRequired) }));
    }

    [Test]
    public async Task A_private_key_that_cannot_be_read_is_not_lost_by_a_save_that_keeps_it()
    {
        var first = await _scene.SaveAsync(RevisionScene.Update(stamp: null) with { ClientKey = SecretChange.Set(new Secret(TestKeys.P256.ExportPkcs8PrivateKeyPem())) });
        _scene.Store.OnRevision = revision => revision! with { Settings = revision.Settings with { ClientKey = null, SecretsUnreadable = true } };

        var kept = await Administration.SaveAsync(RevisionScene.Update(first.Stamp));

        Assert.That(kept.Findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EqualTo(new[] { ("ClientKey", OidcErrorCodes.SettingsSecretUnreadable) }));
        Assert.That((await Administration.SaveAsync(RevisionScene.Update(first.Stamp) with { ClientKey = SecretChange.Clear })).Findings, Is.Empty);
    }

    [Test]
    public async Task A_revision_whose_secret_cannot_be_read_is_not_put_in_force_again()
    {
        var first = await _scene.SaveAsync(First);
        var second = await _scene.SaveAsync(RevisionScene.WithSecret(RevisionScene.Update(first.Stamp), "two"));
        _scene.Store.OnRevision = revision => revision!.Settings.Version != first.VersionInForce ? revision
            : revision with { Settings = revision.Settings with { ClientSecret = null, SecretsUnreadable = true } };

        var result = await Administration.ActivateAsync(RevisionScene.Key, first.VersionInForce!, second.Stamp!, "ada", overrideReason: "I know"); // saved

        Assert.That(result.Findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EqualTo(new[] { ("ClientSecret", OidcErrorCodes.SettingsSecretUnreadable) }));
        Assert.That(result.View, Is.Null);
        Assert.That(await SecretAsync(), Is.EqualTo("two"));
    }

    private async Task<string?> SecretAsync() => (await _scene.InForce.FindAsync(RevisionScene.Key, CancellationToken.None))?.ClientSecret?.Reveal();
}
