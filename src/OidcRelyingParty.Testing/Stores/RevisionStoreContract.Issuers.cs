namespace OidcRelyingParty.Testing.Stores;

public sealed partial class RevisionStoreContract
{
    private async Task Settings_are_found_by_the_issuer_of_what_is_in_force()
    {
        var (store, one, other) = (create(), NewKey(), NewKey());
        var issuer = $"https://{one.Tenant}.example/realms/Main/";
        await StoreAsync(store, Change(NewSettings(one, "v-1") with { Issuer = IssuerUrl.Parse(issuer) }, expected: null, "s-1")).ConfigureAwait(false);
        await StoreAsync(store, Change(NewSettings(other, "v-1") with { Issuer = IssuerUrl.Parse(issuer) }, expected: null, "s-1")).ConfigureAwait(false);
        Expect.That(await FindsAsync(store, one, issuer).ConfigureAwait(false) && await FindsAsync(store, other, issuer).ConfigureAwait(false), "all settings of an issuer");

        // A draft is not in force, and what is in force is found no longer once it is not.
        var draft = Change(NewSettings(one, "v-2"), "s-1", "s-2");
        await StoreAsync(store, draft with { Head = draft.Head with { ActiveVersion = "v-1" } }).ConfigureAwait(false);
        Expect.That(await FindsAsync(store, one, issuer).ConfigureAwait(false), "the settings in force while there is a draft");
        await StoreAsync(store, draft with { ExpectedStamp = "s-2", Head = draft.Head with { Stamp = "s-3" } }).ConfigureAwait(false);
        Expect.That(await FindsAsync(store, one, $"https://{one.Tenant}.example").ConfigureAwait(false), "the settings by the issuer that came into force");
        Expect.That(!await FindsAsync(store, one, "https://somebody.else.example").ConfigureAwait(false), "no settings for another issuer");
    }

    private async Task Settings_are_found_by_the_issuer_to_return_to()
    {
        var (store, key) = (create(), NewKey());
        var before = Change(NewSettings(key, "v-1"), expected: null, "s-1");
        var after = Change(NewSettings(key, "v-2") with { Issuer = IssuerUrl.Parse($"https://new.{key.Tenant}.example") }, "s-1", "s-2");
        await StoreAsync(store, before).ConfigureAwait(false);

        await StoreAsync(store, after with { Head = after.Head with { ConfirmBy = Now, FallbackVersion = "v-1" } }).ConfigureAwait(false);

        Expect.That(await FindsAsync(store, key, $"https://{key.Tenant}.example").ConfigureAwait(false), "the settings by the issuer they return to when nobody confirms");
        Expect.That(await FindsAsync(store, key, $"https://new.{key.Tenant}.example").ConfigureAwait(false), "the settings by the issuer in force");
    }

    private async Task Settings_with_a_discovery_URL_alone_are_found_by_either_issuer()
    {
        var (store, key) = (create(), NewKey());
        var settings = NewSettings(key, "v-1") with { Issuer = null, MetadataAddress = new Uri($"https://{key.Tenant}.example/x/.well-known/openid-configuration") };

        await StoreAsync(store, Change(settings, expected: null, "s-1")).ConfigureAwait(false);

        Expect.That(await FindsAsync(store, key, $"https://{key.Tenant}.example/x").ConfigureAwait(false), "the settings by the issuer without a final slash");
        Expect.That(await FindsAsync(store, key, $"https://{key.Tenant}.example/x/").ConfigureAwait(false), "the settings by the issuer with a final slash");
    }

    private async Task A_canceled_call_ends_or_is_canceled()
    {
        var (store, key) = (create(), NewKey());

        await Expect.CanceledOrDoneAsync(async token => await store.TryApplyAsync(Change(NewSettings(key, "v-1"), expected: null, "s-1"), token).ConfigureAwait(false), "TryApplyAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.FindHeadAsync(key, token).ConfigureAwait(false), "FindHeadAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.FindRevisionAsync(key, "v-1", token).ConfigureAwait(false), "FindRevisionAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.ListHistoryAsync(key, 10, token).ConfigureAwait(false), "ListHistoryAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.ListProvidersAsync(key.Tenant, token).ConfigureAwait(false), "ListProvidersAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.FindKeysByIssuerAsync("https://op.example", token).ConfigureAwait(false), "FindKeysByIssuerAsync").ConfigureAwait(false);
    }
}
