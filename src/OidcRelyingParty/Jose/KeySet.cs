using System.Runtime.InteropServices;
using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>
/// The public signing keys of a provider (<see href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, 5</see>).
/// Immutable; a refresh makes a new one. A key that cannot be used is left out and counted, so that a provider may publish
/// kinds of keys we do not know.
/// </summary>
internal sealed class KeySet
{
    /// <summary>The longest document that is read, in bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The most keys a document may list, usable or not.</summary>
    public const int MaxKeys = 100;

    // A token chooses what we spend on it: a key set full of look-alikes must not make that much.
    private const int MaxTried = 5;

    private readonly VerificationKey[] _keys;
    private readonly SignatureAlgorithms _algorithms;

    private KeySet(VerificationKey[] keys, int skippedCount, SignatureAlgorithms algorithms)
    {
        _keys = keys;
        _algorithms = algorithms;
        SkippedCount = skippedCount;
    }

    /// <summary>No keys.</summary>
    public static KeySet Empty { get; } = new([], 0, new SignatureAlgorithms([]));

    /// <summary>How many keys can be used.</summary>
    public int Count => _keys.Length;

    /// <summary>How many keys were left out.</summary>
    public int SkippedCount { get; }

    /// <summary>
    /// Reads the document. When the whole of it is refused, the answer is <see langword="null"/> and <paramref name="problem"/>
    /// says why.
    /// </summary>
    public static KeySet? Parse(ReadOnlySpan<byte> utf8, SignatureAlgorithms algorithms, out string? problem)
    {
        problem = null;
        if (utf8.Length > MaxBytes)
        {
            problem = $"The key set is longer than {MaxBytes} bytes.";
        }

        // A member that repeats inside one key spoils that key only, and each key is read again on its own.
        else if (!StrictJson.TryParseObjectAllowingDuplicates(utf8, out var document))
        {
            problem = "The key set is not a JSON object.";
        }
        else if (HasRepeatedMember(document))
        {
            problem = "The key set has a member twice.";
        }
        else if (!document.TryGetProperty("keys"u8, out var entries) || entries.ValueKind != JsonValueKind.Array)
        {
            problem = "The key set has no array \"keys\".";
        }
        else if (entries.GetArrayLength() > MaxKeys)
        {
            problem = $"The key set has more than {MaxKeys} keys.";
        }
        else
        {
            return Read(entries, algorithms);
        }

        return null;
    }

    /// <summary>
    /// Verifies with the key the token names, or, when it names none, with those that fit. A <c>kid</c> we do not know is never
    /// an invitation to try the others (<see href="https://www.rfc-editor.org/rfc/rfc8725#section-3.1">RFC 8725, 3.1</see>).
    /// </summary>
    public JoseFault Verify(CompactJws jws)
    {
        if (_algorithms.Find(jws.Algorithm) is not { } algorithm)
        {
            return JoseFault.Algorithm;
        }

        var fault = JoseFault.Key;
        foreach (var key in _keys.Where(key => (jws.KeyId is null || jws.KeyId == key.KeyId) && key.Fits(algorithm) && key.IsFor(jws)).Take(MaxTried))
        {
            if (key.Verify(jws, algorithm, _algorithms))
            {
                return JoseFault.None;
            }

            fault = JoseFault.Signature;
        }

        return fault;
    }

    /// <summary>Whether a token signed with the algorithm could be verified.</summary>
    public bool HasKeyFor(string algorithm) => _algorithms.Find(algorithm) is { } found && _keys.Any(key => key.Fits(found));

    /// <summary>Whether a refresh brought nothing new, whatever the order of the keys.</summary>
    public bool ContainsSameKeysAs(KeySet other) => Identities().SetEquals(other.Identities());

    private HashSet<(string?, string?, string?, string)> Identities() => [.. _keys.Select(key => (key.KeyId, key.Algorithm, key.Issuer, key.Thumbprint))];

    private static KeySet Read(JsonElement entries, SignatureAlgorithms algorithms)
    {
        var keys = new List<VerificationKey>(entries.GetArrayLength());
        foreach (var entry in entries.EnumerateArray())
        {
            if (StrictJson.TryParseObject(JsonMarshal.GetRawUtf8Value(entry), out var jwk)
                && JsonWebKeyReader.Read(jwk) is { } key && algorithms.CanUse(key))
            {
                keys.Add(key);
            }
        }

        return new KeySet([.. keys], entries.GetArrayLength() - keys.Count, algorithms);
    }

    private static bool HasRepeatedMember(JsonElement document)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return document.EnumerateObject().Any(member => !names.Add(member.Name));
    }
}
