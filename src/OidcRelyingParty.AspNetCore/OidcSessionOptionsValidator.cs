using Microsoft.Extensions.Options;

namespace OidcRelyingParty;

/// <summary>Checks the ranges that the options state, at start-up.</summary>
internal sealed class OidcSessionOptionsValidator : IValidateOptions<OidcSessionOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcSessionOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.CheckInterval < TimeSpan.Zero || options.CheckInterval > TimeSpan.FromMinutes(1))
        {
            result.AddError("must be from zero to 1 minute.", nameof(options.CheckInterval));
        }

        if (options.RenewBefore < TimeSpan.Zero || options.RenewBefore > TimeSpan.FromMinutes(5))
        {
            result.AddError("must be from zero to 5 minutes.", nameof(options.RenewBefore));
        }

        return result.Build();
    }
}
