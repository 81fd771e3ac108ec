namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>The accounts of an application: some with a password, one made by single sign-on without, one for the day on which nothing works.</summary>
internal sealed class HostAccounts : ILocalSignIn
{
    public const string Password = "correct horse battery";

    private readonly Dictionary<string, (LocalUser User, string? Password)> _accounts = new()
    {
        ["carol"] = (new LocalUser { Id = "local-carol", Name = "Carol", Roles = ["admin"] }, Password),
        ["root"] = (new LocalUser { Id = "local-root", Name = "Break glass", IsBreakGlass = true }, Password),
        ["alice"] = (new LocalUser { Id = "local-alice", Name = "Alice" }, null),
    };

    /// <summary>How often somebody was checked.</summary>
    public int Checks { get; private set; }

    /// <summary>Thrown in place of an answer.</summary>
    public Exception? Failure { get; set; }

    public ValueTask<LocalUser?> CheckAsync(LocalCredentials credentials, CancellationToken cancellationToken)
    {
        Checks++;
        return Failure is null
            ? ValueTask.FromResult(_accounts.TryGetValue(credentials.UserName, out var account) && account.Password == credentials.Password.Reveal() ? account.User : null)
            : throw Failure;
    }
}
