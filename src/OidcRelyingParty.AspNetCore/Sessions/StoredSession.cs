using System.Text.Json.Serialization;

namespace OidcRelyingParty.Sessions;

/// <summary>A session as a distributed cache holds it.</summary>
/// <param name="Session">The session.</param>
/// <param name="EndsSeen">The marks of <see cref="SessionEnds"/> when it began: those that do not end it.</param>
internal sealed record StoredSession(SessionRecord Session, string?[] EndsSeen);

[JsonSerializable(typeof(StoredSession))]
internal sealed partial class StoredSessionJson : JsonSerializerContext;
