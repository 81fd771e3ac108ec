namespace OidcRelyingParty.Providers;

/// <summary>The providers that something is known about.</summary>
public static class ProviderPresets
{
    /// <summary>All, in the order of a list to choose from; the last one fits any provider.</summary>
    public static IReadOnlyList<ProviderPreset> All { get; } =
    [
        KeycloakPreset.Create(),
        EntraPreset.Create(),
        EntraPreset.CreateForOrganizations(),
        EntraPreset.CreateForAnyAccount(),
        Auth0Preset.Create(),
        OktaPreset.Create(),
        GooglePreset.Create(),
        JumpCloudPreset.Create(),
        AuthentikPreset.Create(),
        CognitoPreset.Create(),
        ZitadelPreset.Create(),
        GenericPreset.Create(),
    ];

    /// <summary>The preset of an id; null when there is none.</summary>
    /// <param name="id">The id, such as <c>keycloak</c>.</param>
    public static ProviderPreset? Find(string? id) => All.FirstOrDefault(preset => preset.Id == id);
}
