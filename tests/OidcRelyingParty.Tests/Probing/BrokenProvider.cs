using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Probing;

/// <summary>One thing that does not fit, and what a probe says of it.</summary>
internal sealed record BrokenProvider(string What, FindingSeverity Severity, string Field, string Code)
{
    /// <summary>What the provider's metadata says otherwise.</summary>
    public Action<JsonObject>? Metadata { get; init; }

    /// <summary>What the administrator entered otherwise.</summary>
    public Func<OidcSettings, OidcSettings>? Settings { get; init; }

    /// <summary>Whatever else is otherwise.</summary>
    public Action<CoreHost>? Host { get; init; }

    /// <summary>What the message must name, so that an administrator can act on it.</summary>
    public string Names { get; init; } = "";

    public override string ToString() => What;
}
