using System.Buffers.Text;
using System.Security.Cryptography;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Probing;

/// <summary>Whether the provider accepts the client's credentials: shows them with a code that nobody issued, and looks at what is refused.</summary>
internal sealed class ClientCheck(TokenClient tokens)
{
    // Whoever reads the provider's log sees what it was.
    private const string CodePrefix = "connection-test-";

    public async Task<SettingsFinding> RunAsync(ProbeContext context, ProviderAddress address, PendingSignIn pending, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        if (!ClientAuthentication.IsOffered(settings, context.Metadata))
        {
            return Finding.Error(nameof(settings.ClientAuthentication), OidcErrorCodes.ClientAuthenticationMethod,
                $"The settings say {settings.ClientAuthentication}; the provider offers {Finding.List(context.Metadata.TokenEndpointAuthMethods)}.");
        }

        // Nothing of a token request needs the keys.
        var provider = new ProviderSnapshot(address, context.Metadata, Jose.KeySet.Empty, pending.StartedAt, pending.StartedAt);
        var code = CodePrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        try
        {
            await tokens.RedeemAsync(settings, provider, new GrantedAuthorization(pending.State, pending.ResponseMode, issuer: null, code), pending, cancellationToken)
                .ConfigureAwait(false);
            return Finding.Warning(nameof(settings.ClientId), OidcErrorCodes.ProbeClient, "The token endpoint gave tokens for a code that nobody issued.");
        }
        catch (OidcException e)
        {
            return Judge(settings, e.Error);
        }
    }

    private static SettingsFinding Judge(OidcSettings settings, OidcError error) => error.Code switch
    {
        OidcErrorCodes.CodeRefused => Finding.Passed(Credential(settings),
            $"The provider did not object to client '{Printable.Of(settings.ClientId)}' and its credentials, only to the made-up code."),
        OidcErrorCodes.ClientRefused => new SettingsFinding(Credential(settings), error),
        OidcErrorCodes.ClientAuthenticationMethod => new SettingsFinding(nameof(settings.ClientAuthentication), error),
        OidcErrorCodes.TokenRefused or OidcErrorCodes.TokenResponse => Finding.Warning(Credential(settings), OidcErrorCodes.ProbeClient, error.Message),
        // Nobody can sign in while the token endpoint does not answer.
        _ => new SettingsFinding(nameof(settings.Issuer), error),
    };

    /// <summary>The field to look at first.</summary>
    private static string Credential(OidcSettings settings) => settings.ClientAuthentication switch
    {
        ClientAuthenticationMethod.None => nameof(settings.ClientId),
        ClientAuthenticationMethod.PrivateKeyJwt => nameof(settings.ClientKey),
        null when settings.ClientKey is not null => nameof(settings.ClientKey),
        null when settings.ClientSecret is null => nameof(settings.ClientId),
        _ => nameof(settings.ClientSecret),
    };
}
