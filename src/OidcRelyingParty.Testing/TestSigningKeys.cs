using System.Text.Json.Nodes;
using OidcRelyingParty.Testing.Jose;

namespace OidcRelyingParty.Testing;

/// <summary>The provider's signing keys: one for each algorithm, made and published when first needed.</summary>
public sealed class TestSigningKeys
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TestSigningKey> _current = [];
    private readonly List<TestSigningKey> _retired = [];

    /// <summary>Whether published keys have an <c>alg</c> member. Default true.</summary>
    public bool PublishAlgorithm { get; set; } = true;

    /// <summary>Further keys to publish, as JWKs.</summary>
    public IList<JsonObject> Decoys { get; } = [];

    /// <summary>The key that signs by an algorithm now. Setting it rotates this one key, to one that exists already; the key before is no longer published.</summary>
    /// <param name="algorithm">RS, PS or ES with 256, 384 or 512.</param>
    public TestSigningKey this[string algorithm]
    {
        get
        {
            lock (_lock)
            {
                return _current.TryGetValue(algorithm, out var key) ? key : _current[algorithm] = TestSigningKey.Create(algorithm);
            }
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            lock (_lock)
            {
                _current[algorithm] = value;
            }
        }
    }

    /// <summary>Replaces every key; the old ones are no longer published.</summary>
    public void Rotate()
    {
        lock (_lock)
        {
            Replace();
            _retired.Clear();
        }
    }

    /// <summary>Replaces every key and goes on publishing the old ones.</summary>
    public void RotateKeepingOld()
    {
        lock (_lock)
        {
            _retired.AddRange(_current.Values);
            Replace();
        }
    }

    /// <summary>
    /// Publishes keys that sign nothing: one RSA and one P-256 signing key more, one each on secp256k1 and Ed25519, and an RSA
    /// and a P-256 encryption key without <c>alg</c>.
    /// </summary>
    public void AddDecoys()
    {
        _ = this["ES256"];
        foreach (var decoy in DecoyKeys.All.Value)
        {
            Decoys.Add(decoy.DeepClone().AsObject());
        }
    }

    /// <summary>The key set as it is published.</summary>
    public JsonObject ToKeySet()
    {
        lock (_lock)
        {
            // Decoys come first: who takes the first key of a kind takes the wrong one.
            var keys = new JsonArray([.. Decoys.Select(decoy => decoy.DeepClone())]);
            foreach (var key in _current.Values.Concat(_retired))
            {
                var jwk = key.ToPublicJwk();
                if (!PublishAlgorithm)
                {
                    jwk.Remove("alg");
                }

                keys.Add(jwk);
            }

            return new JsonObject { ["keys"] = keys };
        }
    }

    private void Replace()
    {
        foreach (var algorithm in _current.Keys.ToArray())
        {
            _current[algorithm] = TestSigningKey.Create(algorithm);
        }
    }
}
