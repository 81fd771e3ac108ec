namespace OidcRelyingParty.RealProviders.Tests.Browsing;

internal sealed record Cookie(string Host, string Path, string Name, string Value);
