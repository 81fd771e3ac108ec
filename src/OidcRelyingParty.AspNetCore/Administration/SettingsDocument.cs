using OidcRelyingParty.Formats;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.Administration;

/// <summary>Reads settings that somebody sends, on top of those that are stored; all that is wrong is found at once.</summary>
internal sealed class SettingsDocument(OidcSettingsApiOptions options, ReadingCheck check)
{
    public SettingsReading Read(ReadOnlyMemory<byte> utf8, SettingsView stored)
    {
        string[] ignored = options.StatusMember is { } status ? [status] : [];
        return check.Complete(options.Format.ReadJson(utf8, stored.State is null ? null : stored.Settings, stored.Key, stored.ClientSecret.IsSet, ignored));
    }
}
