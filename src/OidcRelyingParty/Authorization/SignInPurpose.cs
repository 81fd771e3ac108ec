namespace OidcRelyingParty.Authorization;

/// <summary>What a sign-in is for, and so what becomes of it when it is finished. The numbers travel in cookies: never reuse one.</summary>
internal enum SignInPurpose : byte
{
    /// <summary>A session of this application in this browser.</summary>
    SignIn,

    /// <summary>A token for a front end that is elsewhere.</summary>
    FrontEnd,

    /// <summary>An administrator's trial: no session, no account.</summary>
    Test,
}
