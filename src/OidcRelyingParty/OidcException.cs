namespace OidcRelyingParty;

/// <summary>A step of a sign-in failed; <see cref="Error"/> says which, why, and what to do.</summary>
/// <remarks>Thrown at the edge of the flow, because a result that somebody forgets to check would let somebody in.</remarks>
public sealed class OidcException : Exception
{
    /// <summary>Wraps an error.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public OidcException(OidcError error, Exception? innerException = null)
        : base($"{(error ?? throw new ArgumentNullException(nameof(error))).Code}: {error.Message}", innerException) => Error = error;

    internal OidcException(string code, string message, string? remedy = null, Exception? innerException = null)
        : this(OidcError.Create(code, message, remedy), innerException)
    {
    }

    /// <summary>What went wrong.</summary>
    public OidcError Error { get; }

    /// <summary>When another attempt makes sense; null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider says, or shows, that it cannot answer at the moment.</summary>
    internal static OidcException ProviderUnavailable(string message) =>
        new(OidcErrorCodes.ProviderUnavailable, message) { RetryAfter = TimeSpan.FromSeconds(5) };
}
