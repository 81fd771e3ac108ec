using System.Net;
using ConsoleLogin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
var oidc = builder.Configuration.GetSection("Oidc");
if (string.IsNullOrWhiteSpace(oidc["Issuer"]) && string.IsNullOrWhiteSpace(oidc["DiscoveryUrl"]))
{
    Console.Error.WriteLine(Texts.NoProvider);
    return 1;
}

// What goes wrong is printed below, once; a log beside it would only say it again. Logging:LogLevel:Default=Debug shows the steps.
builder.Logging.SetMinimumLevel(LogLevel.None).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Services.AddOidcRelyingPartyCore().UseConfiguration(oidc);
using var host = builder.Build();

try
{
    var relyingParty = host.Services.GetRequiredService<RelyingParty>();
    using var callback = CallbackListener.Start(builder.Configuration.GetValue("Port", 0));
    var authorization = await relyingParty.BeginSignInAsync(OidcSettingsKey.Default, new SignInRequest { RedirectUri = callback.RedirectUri });

    Console.WriteLine($"Open this address in a browser on this machine; the answer is awaited at {callback.RedirectUri}\n\n{authorization.Url.OriginalString}\n");
    var lifetime = host.Services.GetRequiredService<IOptions<OidcRelyingPartyOptions>>().Value.SignInLifetime;
    var result = await callback.ReceiveAsync(
        authorization.Pending, response => relyingParty.CompleteSignInAsync(response, authorization.Pending), lifetime);

    Console.WriteLine(ClaimTable.Of(result));
    return 0;
}
catch (OidcException e)
{
    Console.Error.WriteLine(Texts.Failed(e.Error.Code, e.Error.Message, e.Error.Remedy));
}
catch (Exception e) when (e is OptionsValidationException or InvalidOperationException or FormatException)
{
    Console.Error.WriteLine(Texts.Failed("configuration", e.Message, "Correct the value; docs/settings.md lists every key with its range."));
}
catch (Exception e) when (e is TimeoutException or HttpListenerException)
{
    Console.Error.WriteLine(Texts.Failed("callback", e.Message, "Run it again, perhaps with another --Port, and finish in the browser."));
}

return 1;
