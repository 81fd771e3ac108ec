namespace OidcRelyingParty.SettingsPage;

/// <summary>The addresses of this application, ready to copy to the provider.</summary>
internal static class AddressesHtml
{
    public static string Render(SettingsPageModel model) => $"""
        <section aria-labelledby="addresses-heading"><h2 id="addresses-heading">To register at the provider</h2>
        {(model.RedirectUri is { } uri ? Copyable("redirect-uri", "Redirect URI", uri) : """<p>Set the application's public origin first; it is then shown here.</p>""")}
        {(model.MoreAddresses.Count == 0 ? "" : $"""<details><summary>More addresses</summary>{string.Concat(model.MoreAddresses.Select((one, place) => Copyable($"address-{place}", one.Name, one.Address)))}</details>""")}
        </section>
        """;

    private static string Copyable(string id, string label, Uri address) => $"""
        <label for="{id}">{PageText.Encode(label)}</label>
        <div class="copy"><input id="{id}" readonly value="{PageText.Encode(address.OriginalString)}"><button type="button" class="plain" data-copy="{id}" aria-label="Copy {PageText.Encode(label)}">Copy</button><span role="status" class="said"></span></div>
        """;
}
