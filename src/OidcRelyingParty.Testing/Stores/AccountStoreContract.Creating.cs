using OidcRelyingParty.Accounts;

namespace OidcRelyingParty.Testing.Stores;

public sealed partial class AccountStoreContract
{
    private async Task An_account_comes_back_as_it_was_made()
    {
        var store = create();
        var wanted = NewAccount();

        var made = await MakeAsync(store, wanted).ConfigureAwait(false);
        var found = await GetAsync(store, wanted.Login).ConfigureAwait(false);

        ExpectSame(wanted, made);
        ExpectSame(wanted, found);
        Expect.That((made.Id, made.Revision) == (found.Id, found.Revision), "the account that was answered to be the one that is found");
    }

    private async Task An_account_without_what_is_optional_comes_back_as_it_was_made()
    {
        var store = create();
        var tenant = NewTenant();
        var wanted = NewAccount(tenant) with { UserName = null, Email = null, IsEmailVerified = false, DisplayName = null, Roles = [] };

        await MakeAsync(store, wanted).ConfigureAwait(false);
        await MakeAsync(store, NewAccount(tenant) with { UserName = null }).ConfigureAwait(false); // no name is no name to be taken

        ExpectSame(wanted, await GetAsync(store, wanted.Login).ConfigureAwait(false));
    }

    private async Task The_longest_texts_are_kept()
    {
        var store = create();
        var wanted = new NewAccount
        {
            Login = new ExternalLogin(NewTenant().PadRight(64, 't'), "https://op.example/".PadRight(2048, '水'), new string('水', 255)),
            UserId = new string('Ж', 256),
            UserName = new string('水', 256),
            Email = "a@example.test".PadLeft(254, 'x'),
            DisplayName = string.Concat(Enumerable.Repeat("\ud83d\ude00", 128)),
            Roles = [.. Enumerable.Range(0, 100).Select(number => $"role {number} ' \" ; -- %")],
        };

        await MakeAsync(store, wanted).ConfigureAwait(false);

        ExpectSame(wanted, await GetAsync(store, wanted.Login).ConfigureAwait(false));
    }

    private async Task Of_parallel_creations_with_one_login_one_makes_an_account()
    {
        var store = create();
        var wanted = NewAccount();

        // With names of their own, so that only the login tells them apart from others.
        var results = await Expect.AtOnceAsync(Parallel, number => CreateAsync(store, wanted with { UserId = $"{wanted.UserId}-{number}", UserName = $"{wanted.UserName}-{number}" })).ConfigureAwait(false);

        Expect.That(
            results.Count(result => result.Outcome == AccountStoreOutcome.Done) == 1 && results.Count(result => result.Outcome == AccountStoreOutcome.LoginExists) == Parallel - 1,
            $"one of {Parallel} to make the account and the others to hear LoginExists: {string.Join(' ', results.Select(result => result.Outcome))}");
        var found = await GetAsync(store, wanted.Login).ConfigureAwait(false);
        Expect.That(results.Single(result => result.Account is not null).Account!.Id == found.Id, "the account that was made to be found");
    }

    private async Task Of_parallel_creations_with_one_user_name_one_makes_an_account()
    {
        var store = create();
        var (tenant, name) = (NewTenant(), NewAccount().UserName!);

        var results = await Expect.AtOnceAsync(Parallel, number => CreateAsync(store, NewAccount(tenant) with { UserName = number % 2 == 0 ? name : name.ToUpperInvariant() })).ConfigureAwait(false);

        Expect.That(
            results.Count(result => result.Outcome == AccountStoreOutcome.Done) == 1 && results.Count(result => result.Outcome == AccountStoreOutcome.NameTaken) == Parallel - 1,
            $"one of {Parallel} to get the name and the others to hear NameTaken: {string.Join(' ', results.Select(result => result.Outcome))}");
    }

    private async Task A_login_is_not_given_a_second_account()
    {
        var store = create();
        var first = NewAccount();
        var made = await MakeAsync(store, first).ConfigureAwait(false);

        ExpectOutcome(AccountStoreOutcome.LoginExists, await CreateAsync(store, first).ConfigureAwait(false)); // before NameTaken
        ExpectOutcome(AccountStoreOutcome.LoginExists, await CreateAsync(store, NewAccount() with { Login = first.Login }).ConfigureAwait(false));
        ExpectSame(first, await GetAsync(store, first.Login).ConfigureAwait(false));
        Expect.That((await GetAsync(store, first.Login).ConfigureAwait(false)).Revision == made.Revision, "the account to be as it was");
    }

    private async Task A_user_id_is_given_once_in_a_tenant()
    {
        var store = create();
        var tenant = NewTenant();
        var first = NewAccount(tenant);
        await MakeAsync(store, first).ConfigureAwait(false);

        var second = NewAccount(tenant) with { UserId = first.UserId };
        ExpectOutcome(AccountStoreOutcome.NameTaken, await CreateAsync(store, second).ConfigureAwait(false));
        Expect.That(await FindAsync(store, second.Login).ConfigureAwait(false) is null, "nothing to be left of an account that was not made");
        await MakeAsync(store, second with { UserId = first.UserId.ToUpperInvariant() }).ConfigureAwait(false);
        await MakeAsync(store, NewAccount() with { UserId = first.UserId }).ConfigureAwait(false);
    }

    private async Task A_user_name_is_given_once_in_a_tenant_regardless_of_capital_letters()
    {
        var store = create();
        var tenant = NewTenant();
        await MakeAsync(store, NewAccount(tenant) with { UserName = "Zoë" }).ConfigureAwait(false);

        foreach (var taken in new[] { "Zoë", "zoë", "ZOË" })
        {
            ExpectOutcome(AccountStoreOutcome.NameTaken, await CreateAsync(store, NewAccount(tenant) with { UserName = taken }).ConfigureAwait(false));
        }

        foreach (var free in new[] { "Zoe", "Zoë ", "Zo\u0065\u0308", "Z%", "Zoë2" })
        {
            await MakeAsync(store, NewAccount(tenant) with { UserName = free }).ConfigureAwait(false);
        }

        await MakeAsync(store, NewAccount() with { UserName = "Zoë" }).ConfigureAwait(false);
    }

    private async Task An_e_mail_address_may_be_several_accounts()
    {
        var store = create();
        var first = NewAccount();

        await MakeAsync(store, first).ConfigureAwait(false);
        await MakeAsync(store, NewAccount(first.Login.Tenant) with { Email = first.Email }).ConfigureAwait(false);
    }
}
