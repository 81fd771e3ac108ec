using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.IdTokens;

/// <summary>The claims of an ID token that passed every rule. Only <see cref="IdTokenValidator"/> makes one, so holding it means it was checked.</summary>
internal sealed class ValidatedIdToken
{
    internal ValidatedIdToken(JsonElement claims) => Claims = claims;

    public JsonElement Claims { get; }

    public string Issuer => Claims.GetProperty(WireNames.Issuer).GetString()!; // a rule saw that it is a text

    public string Subject => Claims.GetProperty(WireNames.Subject).GetString()!; // a rule saw that it is a text
}
