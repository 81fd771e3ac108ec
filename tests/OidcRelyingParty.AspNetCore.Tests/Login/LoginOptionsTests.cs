using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.AspNetCore.Tests.Login;

/// <summary>How a host adds its login.</summary>
public sealed class LoginOptionsTests
{
    private static readonly TestCaseData[] OutOfRange =
    [
        new((Action<OidcLoginOptions>)(options => options.AttemptsPerAccount = 0), nameof(OidcLoginOptions.AttemptsPerAccount)),
        new((Action<OidcLoginOptions>)(options => options.AttemptsPerAccount = 1_001), nameof(OidcLoginOptions.AttemptsPerAccount)),
        new((Action<OidcLoginOptions>)(options => options.AttemptsPerAddress = 0), nameof(OidcLoginOptions.AttemptsPerAddress)),
        new((Action<OidcLoginOptions>)(options => options.AttemptsPerAddress = 100_001), nameof(OidcLoginOptions.AttemptsPerAddress)),
        new((Action<OidcLoginOptions>)(options => options.AttemptWindow = TimeSpan.Zero), nameof(OidcLoginOptions.AttemptWindow)),
        new((Action<OidcLoginOptions>)(options => options.AttemptWindow = TimeSpan.FromHours(2)), nameof(OidcLoginOptions.AttemptWindow)),
    ];

    [TestCaseSource(nameof(OutOfRange))]
    public async Task A_limit_out_of_its_range_stops_the_host(Action<OidcLoginOptions> configure, string option)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => LoginHost.StartAsync(login: configure));

        Assert.That(failure!.Message, Does.Contain(option));
    }

    [Test]
    public async Task Adding_it_twice_is_harmless_and_the_first_check_stays()
    {
        await using var host = await LoginHost.StartAsync(configure: options =>
            options.Services += services => services.AddOidcRelyingParty().AddLocalSignIn<NobodyEnters>());

        await host.SignInLocallyAsync("carol");

        Assert.That(await host.Browser.MeAsync(), Is.Not.Null);
    }

    [Test]
    public void Limits_can_stand_in_the_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Oidc:Login:AttemptsPerAccount", "7"), new("Oidc:Login:AttemptWindow", "00:02:00")]).Build();
        var services = new ServiceCollection();
        services.AddOidcRelyingParty(configuration.GetSection("Oidc")).AddLocalSignIn<NobodyEnters>();
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<OidcLoginOptions>>().Value;

        Assert.That((options.AttemptsPerAccount, options.AttemptWindow), Is.EqualTo((7, TimeSpan.FromMinutes(2))));
    }

    private sealed class NobodyEnters : ILocalSignIn
    {
        public ValueTask<LocalUser?> CheckAsync(LocalCredentials credentials, CancellationToken cancellationToken) => ValueTask.FromResult<LocalUser?>(null);
    }
}
