using Microsoft.AspNetCore.Identity;
using OidcRelyingParty;

namespace SampleHosting;

/// <summary>
/// The samples' own users, for the login that works whatever becomes of the provider: <c>root</c> (password <c>root-password</c>), an administrator and the one
/// break-glass account, and <c>admin</c> (<c>admin-password</c>).
/// </summary>
public sealed class SampleUsers : ILocalSignIn
{
    private static readonly PasswordHasher<string> Hasher = new();

    private static readonly Dictionary<string, LocalUser> Users = new(StringComparer.Ordinal)
    {
        ["root"] = new LocalUser { Id = "local-root", Name = "root", Roles = ["admin"], IsBreakGlass = true },
        ["admin"] = new LocalUser { Id = "local-admin", Name = "admin", Roles = ["admin"] },
    };

    private static readonly Dictionary<string, string> Hashes = Users.Keys.ToDictionary(name => name, name => Hasher.HashPassword(name, name + "-password"));

    private static readonly string NobodysHash = Hasher.HashPassword("nobody", Guid.NewGuid().ToString());

    /// <inheritdoc/>
    public ValueTask<LocalUser?> CheckAsync(LocalCredentials credentials, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        // The same work for a name that does not exist.
        var hash = Hashes.GetValueOrDefault(credentials.UserName, NobodysHash);
        var isRight = Hasher.VerifyHashedPassword(credentials.UserName, hash, credentials.Password.Reveal()) != PasswordVerificationResult.Failed;
        return ValueTask.FromResult(isRight ? Users.GetValueOrDefault(credentials.UserName) : null);
    }
}
