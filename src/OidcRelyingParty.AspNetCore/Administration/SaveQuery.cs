using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Administration;

/// <summary>How a change is to be saved: as a draft (<c>draft=true</c>), without asking the live provider (<c>skipProbe=</c> and why).</summary>
internal sealed record SaveQuery(bool AsDraft, string? SkipProbe)
{
    /// <summary>What the address says, and what cannot be understood of it: a misread draft would be in force at once.</summary>
    public static SaveQuery Read(HttpRequest request, out IReadOnlyList<SettingsFinding> findings)
    {
        var draft = request.Query["draft"];
        var skip = request.Query["skipProbe"];
        findings =
        [
            .. draft is [] or ["true"] or ["false"] ? Enumerable.Empty<SettingsFinding>() : [Finding("draft", "it must be true or false.", "Correct it or leave it out.")],
            .. skip is [] || (skip is [{ } reason] && !string.IsNullOrWhiteSpace(reason)) ? Enumerable.Empty<SettingsFinding>() : [Finding("skipProbe", "it must say why.", "Enter a reason or leave it out.")],
        ];
        return new SaveQuery(draft is ["true"], skip is [{ } why] ? Printable.Of(why.Trim()) : null);
    }

    private static SettingsFinding Finding(string name, string problem, string remedy) =>
        new(name, OidcError.Create(OidcErrorCodes.SettingsInvalid, $"{name}: {problem}", remedy));
}
