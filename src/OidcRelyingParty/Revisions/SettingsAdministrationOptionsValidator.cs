using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Revisions;

/// <summary>Checks the ranges that the options state, at start-up.</summary>
internal sealed class SettingsAdministrationOptionsValidator : IValidateOptions<SettingsAdministrationOptions>
{
    public ValidateOptionsResult Validate(string? name, SettingsAdministrationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.ConfirmWithin is { } wait && (wait < TimeSpan.FromMinutes(1) || wait > TimeSpan.FromDays(1)))
        {
            result.AddError($"must be from 1 minute to 1 day but is {wait}.", nameof(options.ConfirmWithin));
        }

        if (!Enum.IsDefined(options.Activation))
        {
            result.AddError("has no meaning.", nameof(options.Activation));
        }

        return result.Build();
    }
}
