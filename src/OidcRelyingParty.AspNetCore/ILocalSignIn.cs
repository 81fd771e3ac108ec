namespace OidcRelyingParty;

/// <summary>The application's own login, for users who have a password here. A host implements it and registers it with <c>AddLocalSignIn</c>.</summary>
/// <remarks>
/// Passwords are the host's: keep a slow, salted hash (such as <c>PasswordHasher</c> of ASP.NET Core Identity). Accounts that single sign-on made have
/// none, and a missing hash equals no password, not the empty one nor any other. Do the same work for a user who does not exist, verify against a hash
/// that fits nothing, so that the time of the answer does not tell who exists. Attempts are limited before this is asked. A host with a second factor
/// answers null for whoever still owes it, and lets the user in from a page of its own.
/// </remarks>
public interface ILocalSignIn
{
    /// <summary>Checks a user name and a password; null when they do not let anybody in, for whatever reason. An exception means that it cannot be known.</summary>
    /// <param name="credentials">What the user entered.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<LocalUser?> CheckAsync(LocalCredentials credentials, CancellationToken cancellationToken);
}
