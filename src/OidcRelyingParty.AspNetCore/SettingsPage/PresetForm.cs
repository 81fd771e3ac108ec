using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Providers;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>A chosen provider, what was said about it, and what came of that.</summary>
/// <param name="Preset">What is known about the provider.</param>
/// <param name="Values">What was said, by the names of its fields; and the client id, after which some providers name a claim.</param>
/// <param name="Result">The settings that would be, or what is wrong; null when nothing was said yet.</param>
internal sealed record PresetForm(ProviderPreset Preset, IReadOnlyDictionary<string, string> Values, PresetResult? Result)
{
    public const string ClientId = nameof(OidcSettings.ClientId);

    /// <summary>What the query says; null when it chooses no provider.</summary>
    public static PresetForm? Read(IQueryCollection query, OidcSettings stored)
    {
        if (ProviderPresets.Find(query["preset"].ToString()) is not { } preset)
        {
            return null;
        }

        var values = preset.Fields.ToDictionary(field => field.Name, field => query[field.Name].ToString(), StringComparer.Ordinal);
        var isSaid = preset.Fields.Count == 0 || values.Values.Any(value => value.Length > 0);
        values[ClientId] = query[ClientId].ToString() is { Length: > 0 } typed ? typed : stored.ClientId;
        return new PresetForm(preset, values, isSaid ? preset.Apply(stored with { ClientId = values[ClientId] }, values) : null);
    }
}
