namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>The samples' own login.</summary>
internal static class LocalLogin
{
    /// <summary>Signs in with a user name of the sample's own; the answer to the form, followed.</summary>
    public static async Task<HttpResponseMessage> SignInLocallyAsync(this Visitor visitor, string userName = "root", string loginPath = "/login?backup=1")
    {
        using var page = await visitor.GetAsync(loginPath);
        var answer = await visitor.SubmitAsync(page, "form:has([name=password])", ("username", userName), ("password", userName + "-password"));
        return await visitor.FollowAsync(answer);
    }
}
