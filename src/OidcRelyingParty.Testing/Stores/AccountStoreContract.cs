using OidcRelyingParty.Accounts;

namespace OidcRelyingParty.Testing.Stores;

/// <summary>What an <see cref="IAccountStore"/> must do. A store of a host's own is right when all <see cref="Checks"/> pass.</summary>
/// <param name="create">Makes a store. It may hold accounts already; the checks use tenants of their own.</param>
/// <param name="disable">Disables an account, as the application's own administration does.</param>
public sealed partial class AccountStoreContract(Func<IAccountStore> create, Func<IAccountStore, Account, Task> disable)
{
    private const int Parallel = 50;
    private const string Issuer = "https://op.example";
    private const string Administrator = "admin";

    /// <summary>One check for each sentence of the contract.</summary>
    public IReadOnlyList<StoreCheck> Checks =>
    [
        new(An_account_comes_back_as_it_was_made),
        new(An_account_without_what_is_optional_comes_back_as_it_was_made),
        new(The_longest_texts_are_kept),
        new(A_login_is_compared_character_by_character),
        new(One_login_in_two_tenants_leads_to_two_accounts),
        new(A_disabled_account_is_found_as_such),
        new(Of_parallel_creations_with_one_login_one_makes_an_account),
        new(Of_parallel_creations_with_one_user_name_one_makes_an_account),
        new(A_login_is_not_given_a_second_account),
        new(A_user_id_is_given_once_in_a_tenant),
        new(A_user_name_is_given_once_in_a_tenant_regardless_of_capital_letters),
        new(An_e_mail_address_may_be_several_accounts),
        new(Candidates_are_compared_character_by_character),
        new(Candidates_are_compared_regardless_of_capital_letters_when_asked),
        new(Candidates_are_two_at_most),
        new(Candidates_are_whole_accounts),
        new(Candidates_are_of_the_tenant_and_may_be_disabled),
        new(A_linked_login_leads_to_the_account_beside_the_others),
        new(A_login_that_leads_somewhere_is_not_linked),
        new(An_account_that_has_changed_is_not_linked),
        new(Of_parallel_links_of_one_login_one_is_made),
        new(Roles_are_replaced),
        new(Roles_of_an_account_that_has_changed_are_not_replaced),
        new(Of_parallel_changes_of_one_account_s_roles_one_is_made),
        new(A_disabled_account_stays_disabled),
        new(The_last_holder_of_a_role_keeps_it),
        new(A_holder_elsewhere_or_disabled_does_not_count),
        new(Of_the_last_two_holders_one_keeps_the_role),
        new(A_canceled_call_ends_or_is_canceled),
    ];

    private static NewAccount NewAccount(string? tenant = null)
    {
        var id = Guid.NewGuid().ToString("N");
        return new NewAccount
        {
            // A tenant of its own: a store may keep accounts of other checks.
            Login = new ExternalLogin(tenant ?? NewTenant(), Issuer, $"subject-{id}"),
            UserId = $"id-{id}",
            UserName = $"name-{id}",
            Email = $"{id}@example.test",
            IsEmailVerified = true,
            DisplayName = "Alice Example",
            Roles = ["reader", "Writer"],
        };
    }

    private static string NewTenant() => Guid.NewGuid().ToString("N");

    private static async Task<Account> MakeAsync(IAccountStore store, NewAccount account)
    {
        var result = await CreateAsync(store, account).ConfigureAwait(false);
        Expect.That(result is { Outcome: AccountStoreOutcome.Done, Account: not null }, $"Done with the account; found {result}");
        return result.Account!; // the line above saw it
    }

    private static Task<AccountStoreResult> CreateAsync(IAccountStore store, NewAccount account) => store.CreateAsync(account, CancellationToken.None).AsTask();

    private static Task<Account?> FindAsync(IAccountStore store, ExternalLogin login) => store.FindAsync(login, CancellationToken.None).AsTask();

    private static async Task<Account> GetAsync(IAccountStore store, ExternalLogin login) =>
        await FindAsync(store, login).ConfigureAwait(false) ?? throw new StoreContractException($"Expected an account for {login}.");

    private static async Task<AccountStoreResult> UpdateRolesAsync(IAccountStore store, Account account, IReadOnlyList<string> roles, string? lastHolderOf = null) =>
        await store.UpdateRolesAsync(account, roles, lastHolderOf, CancellationToken.None).ConfigureAwait(false);

    private static async Task<string[]> FindIdsAsync(IAccountStore store, AccountCriteria criteria) =>
        [.. (await store.FindCandidatesAsync(criteria, CancellationToken.None).ConfigureAwait(false)).Select(account => account.Id).Order(StringComparer.Ordinal)];

    private static void ExpectOutcome(AccountStoreOutcome expected, AccountStoreResult found) =>
        Expect.That(found.Outcome == expected && found.Account is null, $"{expected} and no account; found {found}");

    private static void ExpectSame(NewAccount expected, Account found)
    {
        Expect.That(found.Id.Length is > 0 and <= 128 && found.Revision.Length > 0, "an id of 1 to 128 characters, and a revision");
        Expect.That(found.Logins.SequenceEqual([expected.Login]), $"the login {expected.Login}; found {string.Join(", ", found.Logins)}");
        var (wanted, came) = (
            (expected.Login.Tenant, expected.UserId, expected.UserName, expected.Email, expected.IsEmailVerified, expected.DisplayName),
            (found.Tenant, found.UserId, found.UserName, found.Email, found.IsEmailVerified, found.DisplayName));
        Expect.That(wanted == came, $"every member to come back as it was: {wanted}; found {came}");
        ExpectRoles(expected.Roles, found);
        Expect.That(!found.IsDisabled, "a new account not to be disabled");
    }

    private static void ExpectRoles(IEnumerable<string> expected, Account found) => Expect.That(
        found.Roles.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)), $"the roles {string.Join(' ', expected)}; found {string.Join(' ', found.Roles)}");
}
