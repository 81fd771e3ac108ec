namespace OidcRelyingParty.Testing.Endpoints;

internal interface IEndpoint
{
    ProviderResponse Handle(ProviderRequest request);
}
