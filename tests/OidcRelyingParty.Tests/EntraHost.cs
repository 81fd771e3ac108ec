using System.Text.Json.Nodes;

namespace OidcRelyingParty.Tests;

/// <summary>A program whose provider is like Microsoft Entra for all organizations: one set of metadata, one issuer per directory tenant.</summary>
internal static class EntraHost
{
    public const string Template = "https://login.microsoftonline.com/{tenantid}/v2.0";
    public const string Contoso = "11111111-1111-4111-8111-11111111abcd";
    public const string Fabrikam = "22222222-2222-4222-8222-22222222abcd";
    public const string Stranger = "33333333-3333-4333-8333-33333333abcd";

    public static CoreHost Create()
    {
        var host = new CoreHost(provider: options => options.Issuer = "https://login.microsoftonline.com/organizations/v2.0");
        host.Provider.Behaviour.Discovery = metadata => metadata["issuer"] = Template;
        host.Provider.Behaviour.IssuerInAuthorizationResponse = false;
        host.SignInFrom(Contoso);
        host.Change(settings => settings with
        {
            Issuer = IssuerUrl.Parse(Template),
            MetadataAddress = new Uri(host.Provider.MetadataAddress),
            AllowedIssuerTenants = [Contoso, Fabrikam.ToUpperInvariant()],
        });
        return host;
    }

    public static string IssuerOf(string tenant) => Template.Replace("{tenantid}", tenant, StringComparison.Ordinal);

    /// <summary>From now on the provider's users are of this tenant.</summary>
    public static void SignInFrom(this CoreHost host, string tenant) =>
        host.Provider.Behaviour.IdTokenClaims = host.Provider.Behaviour.LogoutTokenClaims = claims => Put(claims, IssuerOf(tenant), tenant);

    /// <summary>From now on ID tokens say this of their tenant.</summary>
    public static void Claim(this CoreHost host, string issuer, JsonNode? tenant) =>
        host.Provider.Behaviour.IdTokenClaims = claims => Put(claims, issuer, tenant?.DeepClone());

    /// <summary>Reserves all keys of the provider for one issuer, as Entra does.</summary>
    public static void ReserveKeys(this CoreHost host, JsonNode? issuer) => host.Provider.Behaviour.KeySet = keySet =>
    {
        foreach (var key in keySet["keys"]!.AsArray())
        {
            key!["issuer"] = issuer?.DeepClone();
        }
    };

    private static void Put(JsonObject claims, string issuer, JsonNode? tenant)
    {
        claims["iss"] = issuer;
        claims.Remove("tid");
        if (tenant is not null)
        {
            claims["tid"] = tenant;
        }
    }
}
