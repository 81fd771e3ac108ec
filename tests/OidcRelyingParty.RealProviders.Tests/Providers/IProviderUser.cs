using OidcRelyingParty.RealProviders.Tests.Browsing;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>What a person does on the pages of one provider.</summary>
internal interface IProviderUser
{
    /// <summary>Whether the provider wants a password on this page.</summary>
    Task<bool> IsAskedForPasswordAsync(Browser browser, Page page);

    /// <summary>Signs in, consents if asked, and gives the page the browser ends on: one of the relying party.</summary>
    Task<Page> SignInAsync(Browser browser, Uri authorizationUrl, string user, string password);

    /// <summary>Gives the page the provider answers a wrong password with.</summary>
    Task<Page> EnterWrongPasswordAsync(Browser browser, Uri authorizationUrl, string user);

    /// <summary>Signs in where that comes first, then says no.</summary>
    Task<Page> DenyConsentAsync(Browser browser, Uri authorizationUrl, string user, string password);

    /// <summary>Confirms on the page the end-session endpoint led to, if there is anything to confirm.</summary>
    Task<Page> SignOutAsync(Browser browser, Page endSession);
}
