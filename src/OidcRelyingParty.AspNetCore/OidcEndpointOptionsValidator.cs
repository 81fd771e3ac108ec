using Microsoft.Extensions.Options;

namespace OidcRelyingParty;

/// <summary>Checks paths and origin at start-up.</summary>
internal sealed class OidcEndpointOptionsValidator(IOptions<OidcRelyingPartyOptions> relyingParty) : IValidateOptions<OidcEndpointOptions>
{
    // Tenant and provider may stand in the paths that are told apart by them.
    private const string TemplateForbidden = "?#\\ ";
    private const string Forbidden = "{}" + TemplateForbidden;

    public ValidateOptionsResult Validate(string? name, OidcEndpointOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        void CheckPath(string option, string path, string forbidden = Forbidden)
        {
            if (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal) || path.AsSpan().ContainsAny(forbidden))
            {
                result.AddError($"must be a path that starts with one slash and holds no space and none of {forbidden.TrimEnd()}", option);
            }
        }

        CheckPath(nameof(options.LoginPath), options.LoginPath, TemplateForbidden);
        CheckPath(nameof(options.LogoutPath), options.LogoutPath);
        CheckPath(nameof(options.CallbackPath), options.CallbackPath, TemplateForbidden);
        CheckPath(nameof(options.SignedOutCallbackPath), options.SignedOutCallbackPath);
        CheckPath(nameof(options.BackchannelLogoutPath), options.BackchannelLogoutPath);
        CheckPath(nameof(options.FrontchannelLogoutPath), options.FrontchannelLogoutPath);
        CheckPath(nameof(options.InitiateLoginPath), options.InitiateLoginPath);
        CheckPath(nameof(options.DefaultReturnPath), options.DefaultReturnPath);
        if (options.PublicOrigin is { } origin && !(relyingParty.Value.IsAcceptable(origin) && origin.PathAndQuery == "/"))
        {
            result.AddError("must be an https origin such as https://app.example.org, without a path.", nameof(options.PublicOrigin));
        }

        return result.Build();
    }
}
