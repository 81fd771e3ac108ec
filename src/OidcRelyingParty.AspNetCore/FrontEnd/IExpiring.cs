namespace OidcRelyingParty.FrontEnd;

/// <summary>A value that is worth nothing from some moment on.</summary>
internal interface IExpiring
{
    DateTimeOffset UsableUntil { get; }
}
