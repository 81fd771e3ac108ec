using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class KeycloakFlowTests : ConsentFlowTests
{
    private static IEnumerable<Client> Clients => Keycloak.Clients;

    [TestCaseSource(nameof(Clients))]
    public Task A_user_signs_in_by_client(Client client) => AssertClientSignsInAsync(client);

    [Test]
    public Task A_pairwise_subject_is_another_one() => AssertSubjectsDifferAsync(Keycloak.Basic("basic"), Keycloak.Basic("pairwise"));

    [Test]
    public Task A_key_made_after_the_first_sign_in_is_found() => RunAsync(Provider.DefaultClient, async host =>
    {
        await AssertSignsInAsync(host.NewVisitor(), "alice");

        using var administrator = await KeycloakAdministrator.SignInAsync((Keycloak)Provider);
        await administrator.RotateSigningKeyAsync();

        await AssertSignsInAsync(host.NewVisitor(), "bob");
    });

    [Test]
    public async Task A_secret_with_characters_that_Basic_must_encode_is_understood()
    {
        var client = new Client("odd-secret", "client_secret_basic", "odd+/%:secret-0123456789-0123456789");
        using var administrator = await KeycloakAdministrator.SignInAsync((Keycloak)Provider);
        await administrator.AddClientAsync(client, Provider.RelyingParty.RedirectUri);

        await AssertClientSignsInAsync(client);
    }

    private protected override async Task<Provider> GetProviderAsync() => await Keycloak.GetExampleRealmAsync();
}
