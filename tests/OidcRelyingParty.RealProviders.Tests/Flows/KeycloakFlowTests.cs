using System.Net;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class KeycloakFlowTests : ConsentFlowTests
{
    private static IEnumerable<Client> Clients => Keycloak.Clients;

    [TestCaseSource(nameof(Clients))]
    public Task A_user_signs_in_by_client(Client client) => AssertClientSignsInAsync(client);

    /// <summary>Keycloak keys HS256 with a secret of the realm that no client has, so its tokens cannot be verified, and nobody may be signed in by one.</summary>
    [Test]
    public Task A_token_that_Keycloak_signs_with_a_secret_of_its_own_is_refused() =>
        RunAsync(Keycloak.Basic("hs256") with { Algorithm = "HS256" }, async host =>
        {
            var visitor = host.NewVisitor();

            var page = await visitor.SignInAsync("alice");

            Assert.That(page.ErrorCode, Is.EqualTo("id_token.signature"), page.ToString());
            Assert.That(await visitor.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.Unauthorized));
        });

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
        await administrator.AddClientAsync(client, Provider.RelyingParty);

        await AssertClientSignsInAsync(client);
    }

    private protected override async Task<Provider> GetProviderAsync() => await Keycloak.GetExampleRealmAsync();
}
