namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>Something of the host's own.</summary>
internal sealed class Note
{
    public int Id { get; init; }

    public required string Text { get; init; }
}
