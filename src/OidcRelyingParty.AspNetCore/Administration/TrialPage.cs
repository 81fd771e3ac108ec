using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Roles;

namespace OidcRelyingParty.Administration;

/// <summary>What a trial came to: the claims that came, the roles and the account that would follow, and why.</summary>
internal static class TrialPage
{
    // The address still holds what the provider sent (a code, a state): not for history or a screenshot.
    private const string CleanAddress = "history.replaceState(null,'',location.pathname)";

    private const int MaxShownLength = 300;

    public static Task WriteAsync(HttpContext context, SignInResult result, SignInTrial trial, string backPath)
    {
        var title = trial.Refusal is null ? "The test sign-in succeeded" : "The test sign-in would be refused";
        return HtmlPage.WriteAsync(
            context,
            title,
            $"""
            <main data-trial="{(trial.Refusal is null ? "passed" : "refused")}" data-error-code="{Encode(trial.Refusal?.Code ?? "")}">
            <h1>{title}</h1>
            <p>Nobody was signed in and no account was made. This is what a sign-in with revision <code>{Encode(result.Settings.Version)}</code> comes to.</p>
            {(trial.Refusal is { } refusal ? Explain(refusal) : "")}
            <h2>Roles</h2>
            <p>{(result.Roles.Count == 0 ? "None." : string.Join(", ", result.Roles.Select(role => $"<code>{Encode(role)}</code>")))}</p>
            <ul>{RolesOf(trial.Roles)}</ul>
            <h2>Account</h2>
            <p>{AccountOf(trial.Account)}</p>
            <ul>{Items(trial.Account?.Reasons ?? [])}</ul>
            <h2>Claims that came</h2>
            <dl>{ClaimsOf(result)}</dl>
            <nav aria-label="Ways on"><a class="button" href="{Encode(backPath)}">Back to the settings</a></nav>
            </main>
            """,
            script: CleanAddress);
    }

    public static Task WriteFailureAsync(HttpContext context, OidcError error, string backPath) => HtmlPage.WriteAsync(
        context,
        "The test sign-in failed",
        $"""
        <main data-trial="failed" data-error-code="{Encode(error.Code)}">
        <h1>The test sign-in failed</h1>
        <p>Nobody was signed in; the settings in force are as they were.</p>
        {Explain(error)}
        <nav aria-label="Ways on"><a class="button" href="{Encode(backPath)}">Back to the settings</a></nav>
        </main>
        """,
        script: CleanAddress);

    private static string Explain(OidcError error) => $"""
        <h2>What happened</h2>
        <p>{Encode(error.Message)}</p>
        <h2>What to do</h2>
        <p>{Encode(RemedyOf(error))}</p>
        <dl><dt>Code</dt><dd><code>{Encode(error.Code)}</code></dd></dl>
        """;

    // The remedy of the catalogue sends a user to the administrator, who is the one that reads this.
    private static string RemedyOf(OidcError error) => error.Code == OidcErrorCodes.AccountRefused
        ? "Change the settings of accounts that the reason names, or make the account first; then test again."
        : error.Remedy;

    private static string RolesOf(RoleExplanation roles) => Items(
    [
        .. roles.Claims.Select(reading => $"{reading.Claim}: {reading.Found}"),
        .. roles.Values.Select(value => value.Role is null ? $"{value.Value}: {Words(value.Result)}" : $"{value.Value}: {Words(value.Result)}, role {value.Role}"),
        .. roles.DefaultRoles.Select(role => $"default role {role}"),
    ]);

    private static string AccountOf(AccountDecision? account) => account switch
    {
        null => "This application keeps no accounts.",
        { Kind: AccountDecisionKind.Existing, Account: { } existing } => $"The account <code>{Encode(existing.UserName ?? existing.Id)}</code> would be entered.",
        { Kind: AccountDecisionKind.Link, Account: { } existing } => $"The account <code>{Encode(existing.UserName ?? existing.Id)}</code> would be taken over.",
        { Kind: AccountDecisionKind.Create, NewAccount: { } made } => $"The account <code>{Encode(made.UserName ?? made.UserId)}</code> would be made.",
        _ => "None would be entered.",
    };

    // Only the administrator sees them; still no token is among them, and a list of thousands is cut.
    private static string ClaimsOf(SignInResult result) => string.Concat(result.Identity.Claims
        .OrderBy(claim => claim.Key, StringComparer.Ordinal)
        .Select(claim => $"<dt>{Encode(claim.Key)}</dt><dd>{Encode(Shown(claim.Value))}</dd>"));

    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(); // not null: a string
        return text.Length <= MaxShownLength ? text : text[..MaxShownLength] + "…";
    }

    private static string Items(IEnumerable<string> sentences) => string.Concat(sentences.Select(sentence => $"<li>{Encode(sentence)}</li>"));

    private static string Words<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    private static string Encode(string text) => HtmlPage.Encode(text);
}
