using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Benchmarks;

/// <summary>The start of a sign-in: the random values it cannot do without, and the whole of it (settings, metadata, URL, what is kept).</summary>
[MinColumn, MemoryDiagnoser]
public class SignInStartBenchmarks
{
    private WarmRelyingParty _warm = null!;

    [GlobalSetup]
    public async Task SetUpAsync() => _warm = await WarmRelyingParty.StartAsync().ConfigureAwait(false);

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _warm.DisposeAsync().ConfigureAwait(false);

    /// <summary>State, nonce and verifier from the random number generator, and the hash of the verifier.</summary>
    [Benchmark(Baseline = true)]
    public byte[] RandomValues()
    {
        Span<byte> state = stackalloc byte[16];
        Span<byte> nonce = stackalloc byte[16];
        Span<byte> verifier = stackalloc byte[32];
        RandomNumberGenerator.Fill(state);
        RandomNumberGenerator.Fill(nonce);
        RandomNumberGenerator.Fill(verifier);
        return SHA256.HashData(verifier);
    }

    [Benchmark]
    public async Task<object> BeginSignIn() => await _warm.RelyingParty.BeginSignInAsync(OidcSettingsKey.Default, _warm.SignIn).ConfigureAwait(false);

    [Benchmark]
    public async Task<byte[]> BeginSignInAndSerialize() =>
        (await _warm.RelyingParty.BeginSignInAsync(OidcSettingsKey.Default, _warm.SignIn).ConfigureAwait(false)).Pending.ToBytes();
}
