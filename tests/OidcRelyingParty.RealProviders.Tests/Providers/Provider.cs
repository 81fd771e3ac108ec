namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>A running provider, with the clients it knows.</summary>
internal abstract class Provider(ProviderProcess process, string issuer, RelyingPartyAddress relyingParty)
{
    public string Issuer { get; } = issuer;

    /// <summary>The one address whose redirect URIs are registered.</summary>
    public RelyingPartyAddress RelyingParty { get; } = relyingParty;

    public abstract IProviderUser User { get; }

    /// <summary>What every test uses that is not about clients.</summary>
    public abstract Client DefaultClient { get; }

    /// <summary>A client whose users may say no; no other test lets bob say yes to it.</summary>
    public virtual Client ConsentClient => DefaultClient;

    /// <summary>The error with which the provider sends back a user who said no; null: it keeps the user.</summary>
    public virtual string? DenialError => "access_denied";

    public abstract string Scopes { get; }

    /// <summary>The claim that holds the roles, as the host's role mapping names it.</summary>
    public virtual string RoleClaim => "groups";

    protected ProviderProcess Process { get; } = process;

    public virtual string PasswordOf(string user) => $"{user}-password";

    /// <summary>The PEM file of a private key of the clients.</summary>
    public virtual Task<string> GetKeyFileAsync(ClientKey key) => throw new NotSupportedException($"{GetType().Name} has no {key}.");
}
