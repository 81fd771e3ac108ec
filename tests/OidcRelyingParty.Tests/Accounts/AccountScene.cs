using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Identities;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Accounts;

/// <summary>The moment at which the provider's word about a perfect user is checked, and accounts come into play. Change one thing and see.</summary>
internal sealed class AccountScene
{
    public const string Issuer = "https://op.example.test";
    public const string Tenant = "tenant-1";

    public InMemoryAccountStore Accounts { get; } = new();

    public OidcAccountOptions Options { get; } = new() { AdministratorRole = "admin" };

    public CapturedLog Log { get; } = new();

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>What is asked in place of <see cref="Accounts"/>.</summary>
    public IAccountStore? Store { get; set; }

    public OidcSettingsKey Key { get; set; } = new(Tenant);

    public ProvisioningPolicy Policy { get; set; } = new() { CreateAccounts = true };

    public RoleMapping Mapping { get; set; } = new() { Claims = ["groups"] };

    public MappedRoles Mapped { get; set; } = new(["reader"], RoleOutcome.Mapped, []);

    /// <summary>The claims of the ID token: a user with everything an account can want.</summary>
    public JsonObject IdToken { get; } = new()
    {
        ["iss"] = Issuer,
        ["sub"] = "user-alice",
        ["preferred_username"] = "alice",
        ["email"] = "alice@corp.com",
        ["email_verified"] = true,
        ["name"] = "Alice Example",
    };

    /// <summary>The claims of UserInfo; null when it is not asked.</summary>
    public JsonObject? UserInfo { get; set; }

    public ExternalLogin Login => ExternalLogin.Of(Identity);

    /// <summary>The account that is entered with <see cref="Login"/>.</summary>
    public Account Account => Accounts.Accounts.Single(account => account.Logins.Contains(Login));

    private ValidatedIdentity Identity
    {
        get
        {
            var idToken = JsonElement.Parse(IdToken.ToJsonString());
            var userInfo = UserInfo is null ? ClaimDocument.NotAsked : ClaimDocument.Of(JsonElement.Parse(UserInfo.ToJsonString()));
            return new(Key, new ValidatedIdToken(idToken), new IdentityDocuments(idToken, userInfo, ClaimDocument.NotAsked));
        }
    }

    private OidcSettings Settings => new() { Key = Key, ClientId = "client", Provisioning = Policy, Roles = Mapping };

    private AccountProvisioner Provisioner
    {
        get
        {
            var options = Microsoft.Extensions.Options.Options.Create(Options);
            var logger = new Logger<AccountProvisioner>(LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log)));
            return new AccountProvisioner(new AccountStoreClient(Store ?? Accounts, options, Clock), options, logger);
        }
    }

    public Task<ProvisionedAccount> EnterAsync(CancellationToken cancellationToken = default) => Provisioner.ProvisionAsync(Identity, Mapped, Settings, cancellationToken);

    public Task<ProvisionedAccount> ContinueAsync() => Provisioner.ContinueAsync(Identity, Mapped, Settings, CancellationToken.None);

    public Task<AccountDecision> DecideAsync() => Provisioner.DecideAsync(Identity, Mapped, Settings, CancellationToken.None);

    /// <summary>The code that the user is refused with; null when the user enters.</summary>
    public Task<string?> CodeAsync() => Refusal.CodeOfAsync(() => EnterAsync());

    /// <summary>An account that the application has made itself, without a login.</summary>
    public Account Put(string id, Func<Account, Account>? change = null)
    {
        var account = new Account { Id = id, Tenant = Key.Tenant, UserId = id, UserName = id, Revision = "" };
        return Accounts.Put(change?.Invoke(account) ?? account);
    }

    /// <summary>An account that the user has entered before.</summary>
    public Account PutOwn(params string[] roles) => Put("own", account => account with { Logins = [Login], Roles = roles });
}
