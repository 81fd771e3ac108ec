namespace OidcRelyingParty;

/// <summary>One thing that went wrong, said so that somebody can act on it.</summary>
/// <remarks>Branch on <see cref="Code"/>, never on a text. Every code has a row in <c>docs/errors.md</c>.</remarks>
public sealed record OidcError
{
    private OidcError(string code, OidcErrorKind kind, string meaning, string message, string remedy)
    {
        Code = code;
        Kind = kind;
        Meaning = meaning;
        Message = message;
        Remedy = remedy;
    }

    /// <summary>Stable and public, one of <see cref="OidcErrorCodes"/>. Its first part names the step: <c>id_token.audience</c>.</summary>
    public string Code { get; }

    /// <summary>Who can do something about it; decides the HTTP status.</summary>
    public OidcErrorKind Kind { get; }

    /// <summary>What the code means, in one sentence that is the same every time and fit for the user.</summary>
    public string Meaning { get; }

    /// <summary>What was expected and what was found, for the operator. Never a secret, a token or a code.</summary>
    public string Message { get; }

    /// <summary>What to change, and where.</summary>
    public string Remedy { get; }

    /// <summary>An error of a catalogued code, with the catalogue's remedy unless a more exact one is at hand.</summary>
    internal static OidcError Create(string code, string message, string? remedy = null)
    {
        var entry = OidcErrorCatalog.Get(code);
        return new OidcError(code, entry.Kind, entry.Meaning, message, remedy ?? entry.Remedy);
    }
}
