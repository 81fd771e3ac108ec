using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Diagnostics;

/// <summary>Everything the core logs. Ids go by folder and are never used again; no message holds a token, code, secret or query.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "Settings {SettingsKey} cannot be used: {Problem} Last good settings stay in force: {KeptLastGood}.")]
    public static partial void SettingsUnusable(this ILogger logger, string settingsKey, string problem, bool keptLastGood);

    [LoggerMessage(1002, LogLevel.Information, "{By}: {Action} revision {SettingsVersion} of the settings of {SettingsKey}; fields: {Fields}; override: {Override}.")]
    public static partial void SettingsChanged(this ILogger logger, string by, string action, string settingsVersion, string settingsKey, string fields, string @override);

    [LoggerMessage(1003, LogLevel.Warning, "Nobody confirmed revision {SettingsVersion} of the settings of {SettingsKey} in time; the one before is in force again.")]
    public static partial void SettingsUnconfirmed(this ILogger logger, string settingsVersion, string settingsKey);

    [LoggerMessage(1004, LogLevel.Error, "The stored settings of {SettingsKey} cannot be read: {ErrorCode}. The last good ones stay in force for {MaxStale}.")]
    public static partial void StoredSettingsUnreadable(this ILogger logger, Exception exception, string settingsKey, string errorCode, TimeSpan maxStale);

    [LoggerMessage(1005, LogLevel.Error, "How one may enter tenant {Tenant} cannot be read: {ErrorCode}. Until it can, the application's own login is shown.")]
    public static partial void SignInWaysUnreadable(this ILogger logger, Exception exception, string tenant, string errorCode);

    [LoggerMessage(1050, LogLevel.Information, "Probed settings {SettingsKey}: {ErrorCount} errors, {WarningCount} warnings.")]
    public static partial void SettingsProbed(this ILogger logger, string settingsKey, int errorCount, int warningCount);

    [LoggerMessage(2001, LogLevel.Information, "Read metadata and {KeyCount} keys of provider {Issuer}; {SkippedKeyCount} keys skipped.")]
    public static partial void MetadataRead(this ILogger logger, string issuer, int keyCount, int skippedKeyCount);

    [LoggerMessage(2002, LogLevel.Warning, "Provider metadata at {MetadataAddress} cannot be read: {ErrorCode}: {Problem} Next attempt in {RetryAfter}.")]
    public static partial void MetadataUnreadable(this ILogger logger, Exception exception, string metadataAddress, string errorCode, string problem, TimeSpan retryAfter);

    [LoggerMessage(2003, LogLevel.Information, "Read the key set of provider {Issuer} again for a token signed with an unknown key: {KeyCount} keys.")]
    public static partial void KeySetReadAgain(this ILogger logger, string issuer, int keyCount);

    [LoggerMessage(3001, LogLevel.Debug, "Sign-in with {SettingsKey} begins on settings version {SettingsVersion}.")]
    public static partial void SignInBegins(this ILogger logger, string settingsKey, string settingsVersion);

    [LoggerMessage(3002, LogLevel.Debug, "Authorization code for {SettingsKey} received.")]
    public static partial void CodeReceived(this ILogger logger, string settingsKey);

    [LoggerMessage(4001, LogLevel.Debug, "Token response for client {ClientId} received.")]
    public static partial void TokensReceived(this ILogger logger, string clientId);

    [LoggerMessage(6001, LogLevel.Warning, "UserInfo for client {ClientId} could not be used and the settings allow to go on without it: {ErrorCode}.")]
    public static partial void UserInfoSkipped(this ILogger logger, string clientId, string errorCode);

    [LoggerMessage(6002, LogLevel.Information, "User {Subject} of {Issuer} signed in with {SettingsKey}; {RoleCount} roles.")]
    public static partial void SignedIn(this ILogger logger, string subject, string issuer, string settingsKey, int roleCount);

    [LoggerMessage(6003, LogLevel.Information, "{Administrator} tried {SettingsKey} out, revision {SettingsVersion}, as user {Subject}; nobody was signed in.")]
    public static partial void TriedOut(this ILogger logger, string administrator, string settingsKey, string settingsVersion, string subject);

    [LoggerMessage(7001, LogLevel.Warning, "The roles of a user of {SettingsKey} cannot be told: {Problem}.")]
    public static partial void RolesUnknown(this ILogger logger, string settingsKey, string problem);
    [LoggerMessage(8001, LogLevel.Information, "Account {AccountId} of {Tenant} made for {Login} with roles {Roles}.")]
    public static partial void AccountCreated(this ILogger logger, string accountId, string tenant, string login, string roles);

    [LoggerMessage(8002, LogLevel.Warning, "Account {AccountId} of {Tenant} is entered with {Login} from now on: {Linking}.")]
    public static partial void AccountLinked(this ILogger logger, string accountId, string tenant, string login, string linking);

    [LoggerMessage(8003, LogLevel.Information, "Roles of account {AccountId} of {Tenant} changed by a sign-in from {Before} to {After}.")]
    public static partial void AccountRolesChanged(this ILogger logger, string accountId, string tenant, string before, string after);

    [LoggerMessage(8004, LogLevel.Warning, "Account {AccountId} of {Tenant} keeps role {Role}, which no claim gives it any more: no other enabled account has it.")]
    public static partial void LastAdministratorKept(this ILogger logger, string accountId, string tenant, string role);

    [LoggerMessage(8005, LogLevel.Warning, "Account {AccountId} of {Tenant}, entered with {Login}, is super administrator from now on.")]
    public static partial void SuperAdministratorGiven(this ILogger logger, string accountId, string tenant, string login);

    [LoggerMessage(8006, LogLevel.Warning, "{Login} does not become super administrator: {Reason}.")]
    public static partial void SuperAdministratorDenied(this ILogger logger, string login, string reason);

    [LoggerMessage(8007, LogLevel.Warning, "{Login} does not enter an account: {ErrorCode}: {Problem}")]
    public static partial void AccountRefused(this ILogger logger, string login, string errorCode, string problem);
}
