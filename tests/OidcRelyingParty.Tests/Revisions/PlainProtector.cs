using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Revisions;

/// <summary>Hides nothing, and reads only what it wrote for the same key under the same name.</summary>
internal sealed class PlainProtector(string name = "") : ISecretProtector
{
    public string Protect(string text, OidcSettingsKey key) => $"{name}|{key}|{text}";

    public string? Unprotect(string protectedText, OidcSettingsKey key) =>
        protectedText.StartsWith($"{name}|{key}|", StringComparison.Ordinal) ? protectedText[$"{name}|{key}|".Length..] : null;
}
