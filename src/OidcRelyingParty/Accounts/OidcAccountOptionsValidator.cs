using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Accounts;

/// <summary>Checks what the options state, at start-up.</summary>
internal sealed class OidcAccountOptionsValidator : IValidateOptions<OidcAccountOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcAccountOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        void CheckRole(string option, string? role)
        {
            if (role is not null && string.IsNullOrWhiteSpace(role))
            {
                result.AddError("must name a role, or be null.", option);
            }
        }

        CheckRole(nameof(options.AdministratorRole), options.AdministratorRole);
        CheckRole(nameof(options.SuperAdministratorRole), options.SuperAdministratorRole);
        if (options is { SuperAdministrator: not null, SuperAdministratorRole: null })
        {
            result.AddError($"needs a {nameof(options.SuperAdministratorRole)} to give.", nameof(options.SuperAdministrator));
        }

        if (options.StoreTimeout < TimeSpan.FromSeconds(1) || options.StoreTimeout > TimeSpan.FromMinutes(1))
        {
            result.AddError($"must be from 1 second to 1 minute but is {options.StoreTimeout}.", nameof(options.StoreTimeout));
        }

        return result.Build();
    }
}
