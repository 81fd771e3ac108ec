namespace OidcRelyingParty.FrontEnd;

/// <summary>The words of the contract with the front end that the protocol does not have.</summary>
internal static class FrontEndNames
{
    public const string AuthUrl = "auth_url";
    public const string Provider = "provider";
    public const string ReturnTo = "return_to";
    public const string TenantId = "tenant_id";
    public const string Ticket = "ticket";
}
