using OidcRelyingParty.Identities;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Roles;

/// <summary>Who may not enter for want of a role, and what to tell the administrator about it.</summary>
internal static class RoleRefusal
{
    private const int MaxNames = 60;

    /// <summary>The error that ends the sign-in; null when the settings let the user in.</summary>
    public static OidcError? Find(MappedRoles mapped, IdentityDocuments documents, OidcSettings settings) => mapped.Outcome switch
    {
        RoleOutcome.None when settings.Roles.WhenNone == NoRolesBehavior.RefuseSignIn =>
            OidcError.Create(OidcErrorCodes.RolesNone, $"No value gives a role. {Evidence(mapped, documents, settings)}"),
        RoleOutcome.Unknown when settings.Roles.WhenUnknown == UnknownRolesBehavior.RefuseSignIn =>
            OidcError.Create(OidcErrorCodes.RolesUnknown, $"The roles cannot be told. {Evidence(mapped, documents, settings)}"),
        _ => null,
    };

    // Names and types, never values: what to compare with the provider's configuration.
    private static string Evidence(MappedRoles mapped, IdentityDocuments documents, OidcSettings settings)
    {
        var names = documents.Claims.Keys.Order(StringComparer.Ordinal).Take(MaxNames).Select(Printable.Of);
        return $"Looked for {(mapped.Claims.Count == 0 ? "no claim" : mapped.Problem)}. "
            + $"Scopes asked for: {string.Join(' ', settings.Scopes)}. Claims that came: {string.Join(' ', names)}{(documents.Claims.Count > MaxNames ? " …" : "")}.";
    }
}
