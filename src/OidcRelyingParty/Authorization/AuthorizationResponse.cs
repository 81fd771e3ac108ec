using System.Diagnostics;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Authorization;

/// <summary>
/// What the provider sent back through the browser: a code, or an error
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#AuthResponse">OpenID Connect Core, section 3.1.2.5</see>).
/// Nothing in it is trusted before it is matched with a <see cref="PendingSignIn"/>.
/// </summary>
[DebuggerDisplay("authorization response")]
public abstract class AuthorizationResponse
{
    /// <summary>The longest query or form that is read, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private const int MaxCodeLength = 8 * 1024;
    private const int MaxStateLength = 128;

    // Read by us, so none may come twice; and tokens, which a code flow never delivers here.
    private static readonly string[] Names =
    [
        WireNames.Code, WireNames.State, WireNames.Error, WireNames.ErrorDescription, WireNames.Issuer, WireNames.AccessToken, WireNames.IdToken,
    ];

    private protected AuthorizationResponse(string state, AuthorizationResponseMode mode, string? issuer)
    {
        State = state;
        Mode = mode;
        Issuer = issuer;
    }

    /// <summary>The <c>state</c>, to find the <see cref="PendingSignIn"/> by.</summary>
    public string State { get; }

    /// <summary>In which part of the browser's request it came.</summary>
    internal AuthorizationResponseMode Mode { get; }

    /// <summary>The <c>iss</c> parameter (<see href="https://www.rfc-editor.org/rfc/rfc9207">RFC 9207</see>).</summary>
    internal string? Issuer { get; }

    /// <summary>Reads the query of a GET to the redirect URI.</summary>
    /// <param name="query">The query, with or without its question mark, still encoded.</param>
    /// <exception cref="OidcException">It is no authorization response, is too long, or has a parameter twice.</exception>
    public static AuthorizationResponse ParseQuery(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Parse(query.StartsWith('?') ? query[1..] : query, AuthorizationResponseMode.Query);
    }

    /// <summary>Reads the body of a POST to the redirect URI (<c>application/x-www-form-urlencoded</c>).</summary>
    /// <param name="form">The body, still encoded.</param>
    /// <exception cref="OidcException">It is no authorization response, is too long, or has a parameter twice.</exception>
    public static AuthorizationResponse ParseForm(string form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Parse(form, AuthorizationResponseMode.FormPost);
    }

    private static AuthorizationResponse Parse(string encoded, AuthorizationResponseMode mode)
    {
        if (encoded.Length > MaxLength)
        {
            throw Malformed($"it is longer than {MaxLength} characters");
        }

        var values = StrictForm.Read(encoded, Names, out var duplicate) ?? throw Malformed($"it has {duplicate} twice");
        if (values.ContainsKey(WireNames.AccessToken) || values.ContainsKey(WireNames.IdToken))
        {
            throw Malformed("it carries a token, which the code flow never sends through the browser");
        }

        if (values.GetValueOrDefault(WireNames.State) is not { Length: > 0 } state)
        {
            throw new OidcException(OidcErrorCodes.StateMissing, "The authorization response has no state.");
        }

        var code = values.GetValueOrDefault(WireNames.Code);
        var error = values.GetValueOrDefault(WireNames.Error);
        if (state.Length > MaxStateLength || code?.Length > MaxCodeLength)
        {
            throw Malformed("its state or code is too long");
        }

        var issuer = values.GetValueOrDefault(WireNames.Issuer);
        if (!string.IsNullOrEmpty(error))
        {
            // With an error, a code is not looked at.
            return new RefusedAuthorization(state, mode, issuer, Printable.Of(error), Printable.Of(values.GetValueOrDefault(WireNames.ErrorDescription)));
        }

        if (string.IsNullOrEmpty(code))
        {
            throw Malformed("it has neither a code nor an error");
        }

        // RFC 6749, appendix A.11. Others could reach the token endpoint as something else than what was received.
        return code.All(c => c is >= ' ' and <= '~')
            ? new GrantedAuthorization(state, mode, issuer, code)
            : throw Malformed("its code has characters that no code has");
    }

    private static OidcException Malformed(string problem) =>
        new(OidcErrorCodes.AuthorizationResponse, $"The authorization response cannot be used: {problem}.");
}
