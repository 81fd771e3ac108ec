namespace OidcRelyingParty.Access;

/// <summary>How the application's own login can be reached. There is no value for "not at all": nobody is locked out.</summary>
public enum LocalLogin
{
    /// <summary>The login page shows it.</summary>
    Shown,

    /// <summary>Only whoever asks for it (<c>?backup=1</c>) sees it, and only a break-glass account may enter.</summary>
    BackupOnly,
}
