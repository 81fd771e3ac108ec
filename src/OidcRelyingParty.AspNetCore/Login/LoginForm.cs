using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OidcRelyingParty.Endpoints;

namespace OidcRelyingParty.Login;

/// <summary>The posted form of the login page.</summary>
/// <param name="UserName">Empty when the form cannot be used.</param>
/// <param name="Password">Null when the form cannot be used.</param>
/// <param name="ReturnUrl">Where the user wanted to go; from the client.</param>
/// <param name="IsBackup">Whether it is the form of the page for when nothing else works.</param>
internal sealed record LoginForm(string UserName, Secret? Password, string? ReturnUrl, bool IsBackup)
{
    public const string UserNameField = "username";
    public const string PasswordField = "password";

    private const int MaxUserNameLength = 256;
    private const int MaxValueLength = 4 * 1024;
    private const int MaxFields = 16;

    private static readonly LoginForm Unusable = new("", Password: null, ReturnUrl: null, IsBackup: false);

    /// <summary>Keeps whoever reads the form, the framework's antiforgery too, from reading more than one of ours can hold.</summary>
    public static void Limit(HttpContext context) => context.Features.Set<IFormFeature>(new FormFeature(
        context.Request,
        new FormOptions { ValueLengthLimit = MaxValueLength, KeyLengthLimit = MaxUserNameLength, ValueCountLimit = MaxFields }));

    public static async Task<LoginForm> ReadAsync(HttpContext context)
    {
        if (!FormBody.IsForm(context.Request))
        {
            return Unusable;
        }

        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            string? One(string name) => form[name] is { Count: 1 } value ? value[0] : null;
            var (userName, password) = (One(UserNameField), One(PasswordField));
            var isComplete = !string.IsNullOrWhiteSpace(userName) && userName.Length <= MaxUserNameLength && !string.IsNullOrEmpty(password);
            return new LoginForm(
                isComplete ? userName! : "", isComplete ? new Secret(password!) : null, One(LoginPaths.ReturnUrl), One(LoginPaths.Backup) == "1"); // complete: not null
        }
        // Too long, or in a charset that the framework refuses.
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or NotSupportedException)
        {
            return Unusable;
        }
    }
}
