using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Authorization;

/// <summary>
/// A redirect to the provider and what to keep until it comes back. Always the code flow with PKCE <c>S256</c>, <c>state</c> and <c>nonce</c>
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core, section 3.1.2.1</see>,
/// <see href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636</see>).
/// </summary>
[DebuggerDisplay("{Pending}")]
public sealed class AuthorizationRequest
{
    private const int RandomLength = 16;
    private const int VerifierLength = 32;

    private AuthorizationRequest(Uri url, PendingSignIn pending)
    {
        Url = url;
        Pending = pending;
    }

    /// <summary>Where to send the browser. Its query holds the state: not for a log.</summary>
    public Uri Url { get; }

    /// <summary>What to keep until the answer comes.</summary>
    public PendingSignIn Pending { get; }

    internal static AuthorizationRequest Create(OidcSettings settings, ProviderMetadata metadata, SignInRequest request, DateTimeOffset now)
    {
        // Negative, it would be sent but not survive the redirect, and nobody would check it.
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxAge ?? TimeSpan.Zero, TimeSpan.Zero, nameof(request));
        var acrValues = request.AcrValues is { Count: > 0 } wanted ? wanted : settings.AcrValues;
        var pending = new PendingSignIn
        {
            SettingsKey = settings.Key,
            SettingsVersion = settings.Version,
            State = CreateState(now),
            Nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomLength)),
            CodeVerifier = new Secret(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(VerifierLength))),
            RedirectUri = settings.RedirectUri ?? request.RedirectUri,
            ResponseMode = settings.ResponseMode,
            StartedAt = now,
            ReturnUrl = request.ReturnUrl,
            Purpose = request.Purpose,
            FrontEndChallenge = request.FrontEndChallenge,
            TriedBy = request.TriedBy,
            MaxAge = request.MaxAge ?? settings.MaxAge,
            RequiredAcrValues = settings.RequireAcr ? acrValues : [],
        };
        return new AuthorizationRequest(CreateUrl(settings, metadata, request, pending, acrValues), pending);
    }

    private static Uri CreateUrl(
        OidcSettings settings, ProviderMetadata metadata, SignInRequest request, PendingSignIn pending, IReadOnlyList<string> acrValues)
    {
        var query = new QueryBuilder(metadata.AuthorizationEndpoint);
        query.Add(WireNames.ClientId, settings.ClientId);
        query.Add(WireNames.ResponseType, WireNames.Code);
        query.Add(WireNames.RedirectUri, pending.RedirectUri.OriginalString);
        query.Add(WireNames.Scope, string.Join(' ', ScopesOf(settings)));
        query.Add(WireNames.State, pending.State);
        query.Add(WireNames.Nonce, pending.Nonce);
        query.Add(WireNames.CodeChallenge, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(pending.CodeVerifier.Reveal()))));
        query.Add(WireNames.CodeChallengeMethod, WireNames.Sha256CodeChallenge);
        query.AddUnlessEmpty(WireNames.ResponseMode, pending.ResponseMode == AuthorizationResponseMode.FormPost ? WireNames.FormPost : null);
        query.AddUnlessEmpty(WireNames.Prompt, request.Prompt ?? settings.Prompt);
        query.AddUnlessEmpty(WireNames.MaxAge, pending.MaxAge is { } maxAge ? ((long)maxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);
        query.AddUnlessEmpty(WireNames.AcrValues, string.Join(' ', acrValues));
        query.AddUnlessEmpty(WireNames.LoginHint, request.LoginHint);
        query.AddUnlessEmpty(WireNames.UiLocales, request.UiLocales ?? settings.UiLocales);
        foreach (var resource in settings.Resources)
        {
            query.Add(WireNames.Resource, resource);
        }

        foreach (var (name, value) in settings.ExtraParameters)
        {
            query.Add(name, value);
        }

        return query.ToUri();
    }

    /// <summary>The scopes as they are sent.</summary>
    internal static IEnumerable<string> ScopesOf(OidcSettings settings) =>
        settings.Scopes.Contains(WireNames.OpenIdScope) ? settings.Scopes : settings.Scopes.Prepend(WireNames.OpenIdScope);

    private static string CreateState(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[4 + RandomLength];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)now.ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(bytes[4..]);
        return Base64Url.EncodeToString(bytes);
    }
}
