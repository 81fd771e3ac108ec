using System.Text.Json.Nodes;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>OpenID Connect Discovery 1.0.</summary>
internal sealed class DiscoveryEndpoint(TestProvider provider) : IEndpoint
{
    public ProviderResponse Handle(ProviderRequest request)
    {
        var behaviour = provider.Behaviour;
        var metadata = new JsonObject
        {
            ["issuer"] = provider.Issuer,
            ["authorization_endpoint"] = provider.AddressOf(ProviderEndpoint.Authorization),
            ["token_endpoint"] = provider.AddressOf(ProviderEndpoint.Token),
            ["userinfo_endpoint"] = provider.AddressOf(ProviderEndpoint.UserInfo),
            ["jwks_uri"] = provider.AddressOf(ProviderEndpoint.KeySet),
            ["end_session_endpoint"] = provider.AddressOf(ProviderEndpoint.EndSession),
            ["revocation_endpoint"] = provider.AddressOf(ProviderEndpoint.Revocation),
            ["response_types_supported"] = Array("code"),
            ["response_modes_supported"] = Array("query", "form_post"),
            ["grant_types_supported"] = Array("authorization_code", "refresh_token"),
            ["subject_types_supported"] = Array("public"),
            ["scopes_supported"] = Array("openid", "profile", "email", "phone", "address", "offline_access"),
            ["id_token_signing_alg_values_supported"] = Array(Algorithms.All),
            ["userinfo_signing_alg_values_supported"] = Array(Algorithms.All),
            ["id_token_encryption_alg_values_supported"] = Array("RSA-OAEP", "RSA-OAEP-256", "ECDH-ES"),
            ["id_token_encryption_enc_values_supported"] = Array("A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512"),
            ["token_endpoint_auth_methods_supported"] =
                Array("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"),
            ["token_endpoint_auth_signing_alg_values_supported"] = Array(Algorithms.All),
            ["code_challenge_methods_supported"] = Array("S256"),
            ["prompt_values_supported"] = Array("none", "login", "consent"),
            ["claims_parameter_supported"] = false,
            ["request_parameter_supported"] = false,
            ["request_uri_parameter_supported"] = false,
            ["authorization_response_iss_parameter_supported"] = true,
            ["backchannel_logout_supported"] = true,
            ["backchannel_logout_session_supported"] = true,
            ["frontchannel_logout_supported"] = true,
            ["frontchannel_logout_session_supported"] = true,
        };
        if (!behaviour.IssuerInAuthorizationResponse)
        {
            metadata.Remove("authorization_response_iss_parameter_supported");
        }

        if (behaviour.UnusualMetadata)
        {
            MakeUnusual(metadata);
        }

        behaviour.Discovery?.Invoke(metadata);
        return ProviderResponse.CacheableJson(metadata);
    }

    private void MakeUnusual(JsonObject metadata)
    {
        metadata.Remove("code_challenge_methods_supported");
        metadata["response_types_supported"] = Array("token code id_token", "id_token code", "token code", "code", "token id_token", "id_token");
        metadata["id_token_signing_alg_values_supported"] = Array(["none", .. Algorithms.All]);
        metadata["token_endpoint_auth_methods_supported"] =
            Array([.. provider.Clients.Select(client => client.TokenEndpointAuthMethod).Distinct()]);
        metadata["unknown_member"] = "to be ignored";
        metadata["unknown_object"] = new JsonObject { ["nested"] = Array("to", "be", "ignored") };
    }

    private static JsonArray Array(params string[] values) => [.. values.Select(value => JsonValue.Create(value))];
}
