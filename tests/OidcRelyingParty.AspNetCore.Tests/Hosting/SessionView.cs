namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>What <c>/me</c> answers: the session as the application sees it.</summary>
/// <param name="Sub">The subject.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Claims">Every claim by type, roles and subject included.</param>
internal sealed record SessionView(string? Sub, string[] Roles, Dictionary<string, string[]> Claims);
