using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty;

/// <summary>A text that must not be shown: a client secret, a token. Printing it gives <c>[redacted]</c>.</summary>
/// <remarks>A record prints its members, so a secret kept as a plain string would sooner or later reach a log.</remarks>
[DebuggerDisplay("[redacted]")]
public sealed class Secret : IEquatable<Secret>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Keeps a text secret.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">The text is empty: no secret is written as null.</exception>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>How many bytes it has as a key: RFC 7518 section 3.2 wants as many as the hash.</summary>
    internal int ByteLength => Encoding.UTF8.GetByteCount(_value);

    /// <summary>The text itself; called on the one line that sends or stores it.</summary>
    public string Reveal() => _value;

    /// <summary>Whether both hold the same text, compared in fixed time.</summary>
    public bool Equals(Secret? other) => other is not null && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <summary>The same for every secret: a hash of one would be a way to test guesses.</summary>
    public override int GetHashCode() => 0;

    /// <summary>Always <c>[redacted]</c>.</summary>
    public override string ToString() => "[redacted]";
}
