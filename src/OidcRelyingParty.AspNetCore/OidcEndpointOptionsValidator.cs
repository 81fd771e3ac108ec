using Microsoft.Extensions.Options;

namespace OidcRelyingParty;

/// <summary>Checks paths and origin at start-up.</summary>
internal sealed class OidcEndpointOptionsValidator(IOptions<OidcRelyingPartyOptions> relyingParty) : IValidateOptions<OidcEndpointOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcEndpointOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        void CheckPath(string option, string path)
        {
            if (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal) || path.AsSpan().ContainsAny("?#\\ "))
            {
                result.AddError("must be a path that starts with one slash, without query.", option);
            }
        }

        CheckPath(nameof(options.LoginPath), options.LoginPath);
        CheckPath(nameof(options.LogoutPath), options.LogoutPath);
        CheckPath(nameof(options.CallbackPath), options.CallbackPath);
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
