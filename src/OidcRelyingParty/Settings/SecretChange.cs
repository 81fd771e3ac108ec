namespace OidcRelyingParty.Settings;

/// <summary>What becomes of a stored secret when settings are saved: it is kept, replaced or taken away. A mask is none of these.</summary>
public sealed record SecretChange
{
    private SecretChange(Secret? replacement, bool isClear) => (Replacement, IsClear) = (replacement, isClear);

    /// <summary>The stored secret stays, if there is one.</summary>
    public static SecretChange Keep { get; } = new(replacement: null, isClear: false);

    /// <summary>The stored secret is taken away.</summary>
    public static SecretChange Clear { get; } = new(replacement: null, isClear: true);

    /// <summary>The new secret; null when none is set.</summary>
    public Secret? Replacement { get; }

    /// <summary>Whether the stored secret stays.</summary>
    public bool IsKeep => !IsClear && Replacement is null;

    /// <summary>Whether the secret is taken away.</summary>
    public bool IsClear { get; }

    /// <summary>The secret is replaced.</summary>
    /// <param name="secret">The new one.</param>
    public static SecretChange Set(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new SecretChange(secret, isClear: false);
    }

    /// <summary>The secret after the change.</summary>
    internal Secret? Apply(Secret? stored) => IsClear ? null : Replacement ?? stored;
}
