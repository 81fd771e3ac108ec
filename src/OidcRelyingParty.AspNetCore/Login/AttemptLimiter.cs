using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Login;

/// <summary>Slows down whoever guesses passwords: of one account, or from one address.</summary>
internal sealed class AttemptLimiter(IOptions<OidcLoginOptions> options, TimeProvider timeProvider)
{
    private const int NetworkBytes = 8;

    // Of all addresses together. If one were enough, whoever knows the name of the break-glass user could keep everybody out.
    private const int AddressesPerAccount = 10;

    private readonly AttemptCounter _accounts = new(options.Value.AttemptsPerAccount * AddressesPerAccount, options.Value.AttemptWindow, timeProvider);
    private readonly AttemptCounter _accountsOfAddresses = new(options.Value.AttemptsPerAccount, options.Value.AttemptWindow, timeProvider);
    private readonly AttemptCounter _addresses = new(options.Value.AttemptsPerAddress, options.Value.AttemptWindow, timeProvider);

    /// <exception cref="OidcException">There were too many attempts; the account may exist or not.</exception>
    public void Require(string tenant, string userName, IPAddress? address)
    {
        var (network, account) = (Network(address), $"{tenant}/{Fold(userName)}");
        // What is out of attempts uses up none of what comes after it.
        if ((_addresses.Add(network) ?? _accountsOfAddresses.Add($"{account} {network}") ?? _accounts.Add(account)) is { } wait)
        {
            throw new OidcException(OidcErrorCodes.LocalThrottled, "There were too many attempts for this account or from this address.") { RetryAfter = wait };
        }
    }

    // Many databases ignore accents, width and what cannot be seen: else each spelling would be another account to guess at. Who has no letter shares a counter.
    private static string Fold(string userName) => Letters(Letters(userName).Normalize(NormalizationForm.FormKD));

    private static string Letters(string text) => string.Concat(text.EnumerateRunes().Where(Rune.IsLetterOrDigit));

    // A single customer has 2^64 addresses of version 6.
    private static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes)),
        _ => address.ToString(),
    };
}
