using System.Globalization;
using System.Text.Json.Nodes;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>What an administrator's program can read.</summary>
internal sealed class SettingsReads(SettingsAdministration administration, SettingsJson json, RedirectUris redirectUris)
{
    private const int UsualHistory = 50;
    private const int MaxHistory = 200;

    /// <summary>GET of the path: the settings saved last, and what is in force.</summary>
    public async Task SettingsAsync(SettingsApiRequest request) =>
        await AnswerAsync(request, await administration.GetAsync(request.Key, request.Aborted), []);

    /// <summary>GET of <c>history</c>: who did what, the newest first.</summary>
    public async Task HistoryAsync(SettingsApiRequest request)
    {
        var max = int.TryParse(request.Context.Request.Query["max"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : UsualHistory;
        var entries = await administration.ListHistoryAsync(request.Key, Math.Clamp(max, 1, MaxHistory), request.Aborted);
        await JsonAnswer.WriteAsync(request.Context, new JsonObject
        {
            ["tenant"] = request.Key.Tenant,
            ["provider"] = request.Key.Provider,
            ["history"] = new JsonArray([.. entries.Select(json.HistoryEntry)]),
        });
    }

    /// <summary>GET of <c>differences</c>: between the revisions <c>from</c> and <c>to</c>; where they are not named, what is in force and what was saved last.</summary>
    public async Task DifferencesAsync(SettingsApiRequest request)
    {
        var query = request.Context.Request.Query;
        var view = await administration.GetAsync(request.Key, request.Aborted);
        var from = query.TryGetValue("from", out var before) ? before.ToString() : view.VersionInForce;
        var to = query.TryGetValue("to", out var after) ? after.ToString() : view.Settings.Version;
        var differences = await administration.CompareAsync(request.Key, from, to, request.Aborted);
        await JsonAnswer.WriteAsync(request.Context, new JsonObject { ["from"] = from, ["to"] = to, ["differences"] = json.Differences(differences) });
    }

    /// <summary>The settings as they are, after a reading or a change.</summary>
    public Task AnswerAsync(SettingsApiRequest request, SettingsView view, IReadOnlyList<SettingsFinding> findings)
    {
        request.Context.Response.Headers.ETag = IfMatch.TagOf(view.Stamp);
        return JsonAnswer.WriteAsync(request.Context, json.Settings(view, view.Settings.RedirectUri ?? FindRedirectUri(request), findings));
    }

    /// <summary>What to register at the provider; null while the host has no public origin.</summary>
    public Uri? FindRedirectUri(SettingsApiRequest request) => redirectUris.FindCallback(request.Context, request.Key);
}
