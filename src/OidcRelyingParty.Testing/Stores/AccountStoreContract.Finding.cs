using OidcRelyingParty.Accounts;

namespace OidcRelyingParty.Testing.Stores;

public sealed partial class AccountStoreContract
{
    private async Task A_login_is_compared_character_by_character()
    {
        var store = create();
        var tenant = NewTenant();
        var made = new Dictionary<ExternalLogin, string>();

        foreach (var login in OddTexts.All.SelectMany(text => new[] { new ExternalLogin(tenant, Issuer, text), new ExternalLogin(tenant, $"{Issuer}/{text}", "a") }))
        {
            Expect.That(await FindAsync(store, login).ConfigureAwait(false) is null, $"no account for {login}");
            made[login] = (await MakeAsync(store, NewAccount(tenant) with { Login = login }).ConfigureAwait(false)).Id;
        }

        foreach (var (login, id) in made)
        {
            Expect.That((await GetAsync(store, login).ConfigureAwait(false)).Id == id, $"{login} to lead to its own account");
        }
    }

    private async Task One_login_in_two_tenants_leads_to_two_accounts()
    {
        var store = create();
        var (first, second) = (NewAccount(), NewTenant());

        var made = await MakeAsync(store, first).ConfigureAwait(false);
        Expect.That(await FindAsync(store, first.Login with { Tenant = second }).ConfigureAwait(false) is null, "no account in the other tenant");
        var other = await MakeAsync(store, first with { Login = first.Login with { Tenant = second } }).ConfigureAwait(false);

        Expect.That(other.Id != made.Id, "two accounts");
        Expect.That((await GetAsync(store, first.Login).ConfigureAwait(false)).Id == made.Id, "the first account still to be found");
    }

    private async Task A_disabled_account_is_found_as_such()
    {
        var store = create();
        var wanted = NewAccount();
        var made = await MakeAsync(store, wanted).ConfigureAwait(false);

        await disable(store, made).ConfigureAwait(false);

        var found = await GetAsync(store, wanted.Login).ConfigureAwait(false);
        Expect.That(found.IsDisabled && found.Id == made.Id, "the account to be found, and disabled");
        Expect.That(found.Revision != made.Revision, "another revision after a change by the application");
    }

    private async Task Candidates_are_compared_character_by_character()
    {
        var store = create();
        var tenant = NewTenant();
        foreach (var text in OddTexts.All)
        {
            // The user name stays out of it: it is unique regardless of capital letters.
            var made = await MakeAsync(store, NewAccount(tenant) with { UserId = text, Email = text, Roles = [text] }).ConfigureAwait(false);
            foreach (var property in new[] { AccountProperty.UserId, AccountProperty.Email, AccountProperty.Role })
            {
                var found = await FindIdsAsync(store, new AccountCriteria(tenant, property, text, IgnoreCase: false)).ConfigureAwait(false);
                Expect.That(found.SequenceEqual([made.Id]), $"one account whose {property} is \"{text}\"; found {found.Length}");
            }
        }
    }

    private async Task Candidates_are_compared_regardless_of_capital_letters_when_asked()
    {
        var store = create();
        var tenant = NewTenant();
        var made = await MakeAsync(store, NewAccount(tenant) with { UserId = "Zoë", UserName = "Zoë", Email = "Zoë", Roles = ["Zoë"] }).ConfigureAwait(false);
        foreach (var property in Enum.GetValues<AccountProperty>())
        {
            async Task<int> CountAsync(string value, bool ignoreCase)
            {
                var found = await FindIdsAsync(store, new AccountCriteria(tenant, property, value, ignoreCase)).ConfigureAwait(false);
                return found.Count(id => id == made.Id);
            }

            Expect.That(await CountAsync("zOË", ignoreCase: true).ConfigureAwait(false) == 1, $"{property} \"Zoë\" to match \"zOË\"");
            Expect.That(await CountAsync("zOË", ignoreCase: false).ConfigureAwait(false) == 0, $"{property} \"Zoë\" not to match \"zOË\" character by character");
            Expect.That(await CountAsync("Zoe", ignoreCase: true).ConfigureAwait(false) == 0, $"{property} \"Zoë\" not to match \"Zoe\"");
        }
    }

    private async Task Candidates_are_two_at_most()
    {
        var store = create();
        var tenant = NewTenant();
        foreach (var address in new[] { "zoë@example.test", "ZOË@example.test", "Zoë@example.test" })
        {
            await MakeAsync(store, NewAccount(tenant) with { Email = address }).ConfigureAwait(false);
        }

        var found = await FindIdsAsync(store, new AccountCriteria(tenant, AccountProperty.Email, "zoË@EXAMPLE.test", IgnoreCase: true)).ConfigureAwait(false);

        Expect.That(found.Distinct().Count() == 2 && found.Length == 2, $"two of three; found {found.Length}");
    }

    private async Task Candidates_are_whole_accounts()
    {
        var store = create();
        var wanted = NewAccount();
        var made = await MakeAsync(store, wanted).ConfigureAwait(false);

        // With its logins above all: a user's own account must not be taken for somebody else's.
        foreach (var (property, value) in new[]
        {
            (AccountProperty.UserId, wanted.UserId), (AccountProperty.UserName, wanted.UserName!), (AccountProperty.Email, wanted.Email!), (AccountProperty.Role, wanted.Roles[0]),
        })
        {
            var found = await store.FindCandidatesAsync(new AccountCriteria(made.Tenant, property, value, IgnoreCase: false), CancellationToken.None).ConfigureAwait(false);
            Expect.That(found.Count == 1 && found[0].Revision == made.Revision, $"the account as it is, by its {property}; found {found.Count}");
            ExpectSame(wanted, found[0]);
        }
    }

    private async Task Candidates_are_of_the_tenant_and_may_be_disabled()
    {
        var store = create();
        var first = NewAccount();
        var made = await MakeAsync(store, first).ConfigureAwait(false);
        await MakeAsync(store, first with { Login = first.Login with { Tenant = NewTenant() } }).ConfigureAwait(false);
        await disable(store, made).ConfigureAwait(false);

        var found = await FindIdsAsync(store, new AccountCriteria(made.Tenant, AccountProperty.UserName, made.UserName!, IgnoreCase: false)).ConfigureAwait(false);
        var none = await FindIdsAsync(store, new AccountCriteria(NewTenant(), AccountProperty.UserName, made.UserName!, IgnoreCase: false)).ConfigureAwait(false);

        Expect.That(found.SequenceEqual([made.Id]) && none.Length == 0, "the disabled account of this tenant and no other");
    }
}
