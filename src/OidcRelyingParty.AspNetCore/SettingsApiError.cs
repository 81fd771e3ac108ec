using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <summary>Why an endpoint for settings did not do what it was asked, for a host that answers in a shape of its own.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of <see cref="OidcErrorCodes"/>.</param>
/// <param name="Message">What is wrong; with findings, all of them, each beginning with the name of its field. Never a secret.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Findings">What is wrong with which field, under its name in the host's format; empty when no field is to blame.</param>
/// <param name="Id">Unique for each error; the log has it too.</param>
public sealed record SettingsApiError(int Status, string Code, string Message, string Remedy, IReadOnlyList<SettingsFinding> Findings, string Id);
