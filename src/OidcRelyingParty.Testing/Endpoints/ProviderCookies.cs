using System.Security.Cryptography;
using System.Text;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>The provider's cookies. Their names differ by issuer, because cookies do not keep the ports of one host apart.</summary>
internal sealed class ProviderCookies(TestProvider provider, ProviderState state)
{
    private readonly string _suffix = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(provider.Issuer)))[..8];
    private readonly string _attributes =
        "; Path=/; HttpOnly; SameSite=Lax" + (provider.Issuer.StartsWith("https:", StringComparison.Ordinal) ? "; Secure" : "");

    private string SessionName => "op_session_" + _suffix;

    private string BrowserName => "op_browser_" + _suffix;

    public ProviderSession? FindSession(ProviderRequest request) =>
        request.FindCookie(SessionName) is { } ticket ? state.Sessions.GetValueOrDefault(ticket) : null;

    public string? FindBrowser(ProviderRequest request) => request.FindCookie(BrowserName);

    public ProviderResponse SetSession(ProviderResponse response, ProviderSession session) =>
        response.WithHeader("Set-Cookie", $"{SessionName}={session.Ticket}{_attributes}");

    public ProviderResponse SetBrowser(ProviderResponse response, string browser) =>
        response.WithHeader("Set-Cookie", $"{BrowserName}={browser}{_attributes}");

    public ProviderResponse ClearSession(ProviderResponse response) =>
        response.WithHeader("Set-Cookie", $"{SessionName}={_attributes}; Expires=Thu, 01 Jan 1970 00:00:00 GMT");

    /// <summary>The interaction a form names, if it was shown in this browser.</summary>
    public Interaction? FindInteraction(ProviderRequest request) =>
        request.Form["interaction"] is { } id && state.Interactions.GetValueOrDefault(id) is { } interaction && interaction.Browser == FindBrowser(request)
            ? interaction
            : null;
}
