namespace ConsoleLogin;

/// <summary>What this program says when it cannot sign anybody in.</summary>
internal static class Texts
{
    public const string NoProvider = """
        No provider is configured: set Oidc:Issuer, Oidc:ClientId and Oidc:ClientSecret (or Oidc__Issuer … in the environment).

        To try it with the provider that QuickStart brings along, start that in another terminal
            dotnet run --project samples/QuickStart -- --EmbeddedProvider:Port=5001
        and then this program with the settings for it (appsettings.QuickStart.json)
            dotnet run --project samples/ConsoleLogin -- --environment QuickStart

        docs/keycloak.md starts a Keycloak, docs/settings.md lists every setting.
        """;

    public static string Failed(string code, string cause, string remedy) => $"""
        The sign-in failed.
          code    {code}
          cause   {cause}
          remedy  {remedy}
        """;
}
