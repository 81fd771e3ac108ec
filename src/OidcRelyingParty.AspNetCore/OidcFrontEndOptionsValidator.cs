using System.Buffers;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty;

/// <summary>Checks path and ranges at start-up.</summary>
internal sealed class OidcFrontEndOptionsValidator : IValidateOptions<OidcFrontEndOptions>
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("{}?#\\ ");

    public ValidateOptionsResult Validate(string? name, OidcFrontEndOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.PathPrefix is not ['/', not '/', ..] || options.PathPrefix.EndsWith('/') || options.PathPrefix.AsSpan().ContainsAny(Forbidden))
        {
            result.AddError("must be a path such as /v1/auth/oidc, without a slash at its end, a space and any of {}?#\\", nameof(options.PathPrefix));
        }

        if (options.CodeLifetime < TimeSpan.FromSeconds(10) || options.CodeLifetime > TimeSpan.FromMinutes(10))
        {
            result.AddError("must be from 10 seconds to 10 minutes.", nameof(options.CodeLifetime));
        }

        if (options.TokenLifetime < TimeSpan.FromMinutes(1) || options.TokenLifetime > TimeSpan.FromHours(24))
        {
            result.AddError("must be from 1 minute to 24 hours.", nameof(options.TokenLifetime));
        }

        return result.Build();
    }
}
