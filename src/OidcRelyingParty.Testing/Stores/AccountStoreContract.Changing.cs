using OidcRelyingParty.Accounts;

namespace OidcRelyingParty.Testing.Stores;

public sealed partial class AccountStoreContract
{
    private async Task A_linked_login_leads_to_the_account_beside_the_others()
    {
        var store = create();
        var first = NewAccount();
        var made = await MakeAsync(store, first).ConfigureAwait(false);
        var login = first.Login with { Subject = "another" };

        var linked = await store.LinkAsync(made, login, CancellationToken.None).ConfigureAwait(false);

        Expect.That(linked is { Outcome: AccountStoreOutcome.Done, Account: not null }, $"Done with the account; found {linked}");
        Expect.That(linked.Account!.Revision != made.Revision, "another revision after a link");
        foreach (var found in new[] { linked.Account, await GetAsync(store, login).ConfigureAwait(false), await GetAsync(store, first.Login).ConfigureAwait(false) })
        {
            Expect.That(found.Id == made.Id && found.Logins.ToHashSet().SetEquals([first.Login, login]), "both logins to lead to one account, which knows both");
        }
    }

    private async Task A_login_that_leads_somewhere_is_not_linked()
    {
        var store = create();
        var first = NewAccount();
        var second = NewAccount(first.Login.Tenant);
        var (one, other) = (await MakeAsync(store, first).ConfigureAwait(false), await MakeAsync(store, second).ConfigureAwait(false));

        ExpectOutcome(AccountStoreOutcome.LoginExists, await store.LinkAsync(one, second.Login, CancellationToken.None).ConfigureAwait(false));

        Expect.That((await GetAsync(store, second.Login).ConfigureAwait(false)).Id == other.Id, "the login to lead where it led");
    }

    private async Task An_account_that_has_changed_is_not_linked()
    {
        var store = create();
        var first = NewAccount();
        var made = await MakeAsync(store, first).ConfigureAwait(false);
        var login = first.Login with { Subject = "another" };
        await disable(store, made).ConfigureAwait(false);

        ExpectOutcome(AccountStoreOutcome.Conflict, await store.LinkAsync(made, login, CancellationToken.None).ConfigureAwait(false));

        Expect.That(await FindAsync(store, login).ConfigureAwait(false) is null, "the login to lead nowhere");
    }

    private async Task Of_parallel_links_of_one_login_one_is_made()
    {
        var store = create();
        var tenant = NewTenant();
        var accounts = new List<Account>();
        for (var number = 0; number < Parallel; number++)
        {
            accounts.Add(await MakeAsync(store, NewAccount(tenant)).ConfigureAwait(false));
        }

        var login = new ExternalLogin(tenant, Issuer, "wanted by all");
        var results = await Expect.AtOnceAsync(Parallel, number => store.LinkAsync(accounts[number], login, CancellationToken.None).AsTask()).ConfigureAwait(false);

        Expect.That(
            results.Count(result => result.Outcome == AccountStoreOutcome.Done) == 1 && results.Count(result => result.Outcome == AccountStoreOutcome.LoginExists) == Parallel - 1,
            $"one of {Parallel} links: {string.Join(' ', results.Select(result => result.Outcome))}");
    }

    private async Task Roles_are_replaced()
    {
        var store = create();
        var wanted = NewAccount();
        var made = await MakeAsync(store, wanted).ConfigureAwait(false);

        var changed = await UpdateRolesAsync(store, made, ["Reader", "writer"]).ConfigureAwait(false);

        Expect.That(changed is { Outcome: AccountStoreOutcome.Done, Account: not null } && changed.Account.Revision != made.Revision, $"Done with the account as it is now; found {changed}");
        ExpectRoles(["Reader", "writer"], changed.Account!);
        ExpectSame(wanted with { Roles = ["Reader", "writer"] }, await GetAsync(store, wanted.Login).ConfigureAwait(false));
        Expect.That((await UpdateRolesAsync(store, changed.Account!, []).ConfigureAwait(false)).Outcome == AccountStoreOutcome.Done, "the answered account to be good for the next change");
        ExpectRoles([], await GetAsync(store, wanted.Login).ConfigureAwait(false));
    }

    private async Task Roles_of_an_account_that_has_changed_are_not_replaced()
    {
        var store = create();
        var wanted = NewAccount();
        var made = await MakeAsync(store, wanted).ConfigureAwait(false);
        await UpdateRolesAsync(store, made, ["first"]).ConfigureAwait(false);

        ExpectOutcome(AccountStoreOutcome.Conflict, await UpdateRolesAsync(store, made, ["second"]).ConfigureAwait(false));

        ExpectRoles(["first"], await GetAsync(store, wanted.Login).ConfigureAwait(false));
        ExpectOutcome(AccountStoreOutcome.Conflict, await UpdateRolesAsync(store, made with { Id = Guid.NewGuid().ToString() }, ["third"]).ConfigureAwait(false));
    }

    private async Task Of_parallel_changes_of_one_account_s_roles_one_is_made()
    {
        var store = create();
        var wanted = NewAccount();
        var made = await MakeAsync(store, wanted).ConfigureAwait(false);

        // As when a user whose groups have changed opens several tabs.
        var results = await Expect.AtOnceAsync(Parallel, _ => UpdateRolesAsync(store, made, ["reader", "new"])).ConfigureAwait(false);

        Expect.That(
            results.Count(result => result.Outcome == AccountStoreOutcome.Done) == 1 && results.Count(result => result.Outcome == AccountStoreOutcome.Conflict) == Parallel - 1,
            $"one of {Parallel} changes: {string.Join(' ', results.Select(result => result.Outcome))}");
        ExpectRoles(["reader", "new"], await GetAsync(store, wanted.Login).ConfigureAwait(false));
    }

    private async Task A_disabled_account_stays_disabled()
    {
        var store = create();
        var wanted = NewAccount();
        await disable(store, await MakeAsync(store, wanted).ConfigureAwait(false)).ConfigureAwait(false);

        ExpectOutcome(AccountStoreOutcome.LoginExists, await CreateAsync(store, wanted).ConfigureAwait(false));
        await UpdateRolesAsync(store, await GetAsync(store, wanted.Login).ConfigureAwait(false), ["reader"]).ConfigureAwait(false);

        Expect.That((await GetAsync(store, wanted.Login).ConfigureAwait(false)).IsDisabled, "the account still to be disabled");
    }

    private async Task The_last_holder_of_a_role_keeps_it()
    {
        var store = create();
        var tenant = NewTenant();
        var wanted = NewAccount(tenant) with { Roles = [Administrator, "reader"] };
        var last = await MakeAsync(store, wanted).ConfigureAwait(false);
        var reader = await MakeAsync(store, NewAccount(tenant)).ConfigureAwait(false);

        ExpectOutcome(AccountStoreOutcome.LastHolder, await UpdateRolesAsync(store, last, ["reader"], Administrator).ConfigureAwait(false));
        ExpectRoles([Administrator, "reader"], await GetAsync(store, wanted.Login).ConfigureAwait(false));
        Expect.That((await UpdateRolesAsync(store, reader, [], Administrator).ConfigureAwait(false)).Outcome == AccountStoreOutcome.Done, "somebody without the role to be free of the rule");
        var changed = await UpdateRolesAsync(store, last, [Administrator], Administrator).ConfigureAwait(false);
        Expect.That(changed.Outcome == AccountStoreOutcome.Done, "the last holder to lose another role");
        Expect.That((await UpdateRolesAsync(store, changed.Account!, []).ConfigureAwait(false)).Outcome == AccountStoreOutcome.Done, "no such rule unless asked for");
    }

    private async Task A_holder_elsewhere_or_disabled_does_not_count()
    {
        var store = create();
        var tenant = NewTenant();
        var last = await MakeAsync(store, NewAccount(tenant) with { Roles = [Administrator] }).ConfigureAwait(false);
        await MakeAsync(store, NewAccount() with { Roles = [Administrator] }).ConfigureAwait(false);
        await MakeAsync(store, NewAccount(tenant) with { Roles = ["Admin", "admin2"] }).ConfigureAwait(false);
        await disable(store, await MakeAsync(store, NewAccount(tenant) with { Roles = [Administrator] }).ConfigureAwait(false)).ConfigureAwait(false);

        ExpectOutcome(AccountStoreOutcome.LastHolder, await UpdateRolesAsync(store, last, [], Administrator).ConfigureAwait(false));
    }

    private async Task Of_the_last_two_holders_one_keeps_the_role()
    {
        var store = create();
        for (var round = 0; round < 10; round++)
        {
            var tenant = NewTenant();
            var accounts = new[]
            {
                await MakeAsync(store, NewAccount(tenant) with { Roles = [Administrator] }).ConfigureAwait(false),
                await MakeAsync(store, NewAccount(tenant) with { Roles = [Administrator] }).ConfigureAwait(false),
            };

            var results = await Expect.AtOnceAsync(2, number => UpdateRolesAsync(store, accounts[number], [], Administrator)).ConfigureAwait(false);

            var outcomes = string.Join(' ', results.Select(result => result.Outcome));
            Expect.That(results.Count(result => result.Outcome == AccountStoreOutcome.Done) == 1 && results.Any(result => result.Outcome == AccountStoreOutcome.LastHolder), $"one Done and one LastHolder; found {outcomes}");
        }
    }

    private async Task A_canceled_call_ends_or_is_canceled()
    {
        var store = create();
        var made = await MakeAsync(store, NewAccount()).ConfigureAwait(false);
        var criteria = new AccountCriteria(made.Tenant, AccountProperty.UserId, made.UserId, IgnoreCase: false);

        await Expect.CanceledOrDoneAsync(async token => await store.FindAsync(made.Logins[0], token).ConfigureAwait(false), "FindAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.FindCandidatesAsync(criteria, token).ConfigureAwait(false), "FindCandidatesAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.CreateAsync(NewAccount(), token).ConfigureAwait(false), "CreateAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.LinkAsync(made, made.Logins[0], token).ConfigureAwait(false), "LinkAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.UpdateRolesAsync(made, [], null, token).ConfigureAwait(false), "UpdateRolesAsync").ConfigureAwait(false);
    }
}
