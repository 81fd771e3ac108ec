using Microsoft.AspNetCore.Authentication;

namespace OidcRelyingParty;

/// <summary>What one challenge asks of the provider: <c>Results.Challenge(new OidcChallengeProperties { Prompt = "login" })</c>.</summary>
public sealed class OidcChallengeProperties : AuthenticationProperties
{
    private const string PromptKey = "oidc.prompt";
    private const string MaxAgeKey = "oidc.max_age";
    private const string AcrValuesKey = "oidc.acr_values";
    private const string LoginHintKey = "oidc.login_hint";

    /// <summary>In place of the settings' <c>prompt</c>.</summary>
    public string? Prompt
    {
        get => GetParameter<string>(PromptKey);
        set => SetParameter(PromptKey, value);
    }

    /// <summary>In place of the settings' maximum age of the user's authentication.</summary>
    public TimeSpan? MaxAge
    {
        get => GetParameter<TimeSpan?>(MaxAgeKey);
        set => SetParameter(MaxAgeKey, value);
    }

    /// <summary>In place of the settings' authentication context classes.</summary>
    public IReadOnlyList<string>? AcrValues
    {
        get => GetParameter<IReadOnlyList<string>>(AcrValuesKey);
        set => SetParameter(AcrValuesKey, value);
    }

    /// <summary>Who is about to sign in, if known.</summary>
    public string? LoginHint
    {
        get => GetParameter<string>(LoginHintKey);
        set => SetParameter(LoginHintKey, value);
    }
}
