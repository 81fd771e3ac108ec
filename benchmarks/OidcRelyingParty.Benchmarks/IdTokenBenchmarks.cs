using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty.Benchmarks;

/// <summary>An ID token with 20 claims: the signature alone, the library most hosts use, and ours with every rule.</summary>
[MinColumn, MemoryDiagnoser]
public class IdTokenBenchmarks
{
    private readonly JsonWebTokenHandler _handler = new();
    private WarmRelyingParty _warm = null!;
    private IdTokenValidator _validator = null!;
    private ProviderSnapshot _snapshot = null!;
    private PendingSignIn _pending = null!;
    private TokenResponse _tokens = null!;
    private TokenValidationParameters _parameters = null!;
    private Func<byte[], byte[], bool> _verify = null!;
    private string _token = "";
    private byte[] _signed = [];
    private byte[] _signature = [];

    [Params("RS256", "ES256")]
    public string Algorithm { get; set; } = "";

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _warm = await WarmRelyingParty.StartAsync(Algorithm).ConfigureAwait(false);
        _pending = (await _warm.RelyingParty.BeginSignInAsync(OidcSettingsKey.Default, _warm.SignIn).ConfigureAwait(false)).Pending;
        _validator = _warm.Get<IdTokenValidator>();
        _snapshot = await _warm.GetSnapshotAsync().ConfigureAwait(false);
        _token = CreateToken();
        _tokens = new TokenResponse { IdToken = new Secret(_token), AccessToken = new Secret("access-token") };
        SetUpHandler();
        SetUpRawVerify();
    }

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _warm.DisposeAsync().ConfigureAwait(false);

    [Benchmark(Baseline = true)]
    public bool RawVerify() => _verify(_signed, _signature);

    [Benchmark]
    public async Task<bool> JsonWebTokenHandler() =>
        (await _handler.ValidateTokenAsync(_token, _parameters).ConfigureAwait(false)).IsValid ? true : throw new InvalidOperationException();

    [Benchmark]
    public async Task<object> OidcRelyingParty() =>
        await _validator.ValidateAsync(_tokens, _warm.Settings, _snapshot, _pending, CancellationToken.None).ConfigureAwait(false);

    // Valid for a day, so that it outlives any run.
    private string CreateToken()
    {
        var builder = new IdTokenBuilder(_warm.Provider.Issuer, _warm.Settings.ClientId, _pending.Nonce, _warm.Provider.Keys[Algorithm], TimeProvider.System)
            .With("exp", DateTimeOffset.UtcNow.AddDays(1))
            .WithAccessTokenHash("access-token")
            .With("email_verified", true)
            .With("auth_time", DateTimeOffset.UtcNow);
        string[] texts =
        [
            "name", "given_name", "family_name", "preferred_username", "email", "locale", "zoneinfo", "picture", "sid", "acr", "jti",
        ];
        return texts.Aggregate(builder, (token, name) => token.With(name, $"the {name} of a user")).Build();
    }

    private void SetUpHandler() => _parameters = new TokenValidationParameters
    {
        ValidIssuer = _warm.Provider.Issuer,
        ValidAudience = _warm.Settings.ClientId,
        IssuerSigningKeys = new JsonWebKeySet(_warm.Provider.Keys.ToKeySet().ToJsonString()).GetSigningKeys(),
    };

    private void SetUpRawVerify()
    {
        var end = _token.LastIndexOf('.');
        _signed = Encoding.ASCII.GetBytes(_token[..end]);
        _signature = Base64Url.DecodeFromChars(_token.AsSpan(end + 1));
        var pem = _warm.Provider.Keys[Algorithm].ToPublicPem();
        if (Algorithm == "RS256")
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            _verify = (data, signature) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        else
        {
            var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(pem);
            _verify = (data, signature) => ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
    }
}
