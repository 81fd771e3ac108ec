using Microsoft.Extensions.Options;

namespace OidcRelyingParty;

/// <summary>Checks the ranges that the options state, at start-up.</summary>
internal sealed class OidcLoginOptionsValidator : IValidateOptions<OidcLoginOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcLoginOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.AttemptsPerAccount is < 1 or > 1_000)
        {
            result.AddError("must be from 1 to 1,000.", nameof(options.AttemptsPerAccount));
        }

        if (options.AttemptsPerAddress is < 1 or > 100_000)
        {
            result.AddError("must be from 1 to 100,000.", nameof(options.AttemptsPerAddress));
        }

        if (options.AttemptWindow < TimeSpan.FromSeconds(1) || options.AttemptWindow > TimeSpan.FromHours(1))
        {
            result.AddError("must be from 1 second to 1 hour.", nameof(options.AttemptWindow));
        }

        return result.Build();
    }
}
