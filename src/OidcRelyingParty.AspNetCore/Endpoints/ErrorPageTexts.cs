namespace OidcRelyingParty.Endpoints;

/// <summary>What the error page says of what failed.</summary>
/// <param name="BadRequest">The title when the request is wrong.</param>
/// <param name="Impossible">The title when it is not the request.</param>
/// <param name="TryAgain">The link to another attempt.</param>
internal sealed record ErrorPageTexts(string BadRequest, string Impossible, string TryAgain)
{
    public static readonly ErrorPageTexts SignIn = new("This sign-in cannot be continued", "Sign-in is not possible at the moment", "Start the sign-in again");

    // Sign-ins may well go on while settings cannot be shown.
    public static readonly ErrorPageTexts Settings = new("The page cannot do this", "The settings cannot be shown", "Open the page again");
}
