using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>In what a node differs from the others.</summary>
internal sealed record NodeOptions
{
    /// <summary>The key that its secrets are encrypted with.</summary>
    public string Key { get; init; } = "shared";

    public Action<OidcRelyingPartyOptions>? Options { get; init; }

    public Action<SettingsAdministrationOptions>? Administration { get; init; }

    public Action<IServiceCollection>? Services { get; init; }
}
