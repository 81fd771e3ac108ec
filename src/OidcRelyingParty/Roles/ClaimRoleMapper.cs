using OidcRelyingParty.Identities;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>Works out the application's roles from claims. Reads exactly the shapes that are configured; splits and unwraps nothing else.</summary>
internal static class ClaimRoleMapper
{
    /// <summary>The roles. One claim that cannot be told makes all of them unknown: it could have withheld any.</summary>
    /// <param name="documents">What the provider said.</param>
    /// <param name="mapping">What that means here.</param>
    /// <param name="reserved">Roles that no mapping gives.</param>
    /// <param name="recorder">Told of every value, when somebody wants to know why.</param>
    public static MappedRoles Map(IdentityDocuments documents, RoleMapping mapping, ICollection<string> reserved, RoleRecorder? recorder = null)
    {
        var readings = new List<RoleClaimReading>(mapping.Claims.Count);
        var collector = new RoleCollector(mapping, reserved, recorder);
        foreach (var claim in mapping.Claims)
        {
            var reading = RoleClaimReader.Read(documents, claim, out var value);
            readings.Add(reading);
            if (reading.State is RoleClaimState.Read)
            {
                RoleValues.Visit(value, claim, found => collector.Add(claim, found));
            }
        }

        if (readings.Exists(reading => reading.IsUnknown))
        {
            return new MappedRoles([], RoleOutcome.Unknown, readings);
        }

        return collector.Finish() is { Count: > 0 } roles
            ? new MappedRoles(roles, RoleOutcome.Mapped, readings)
            : new MappedRoles(mapping.WhenNone == NoRolesBehavior.DefaultRoles ? collector.Allowed(mapping.DefaultRoles) : [], RoleOutcome.None, readings);
    }
}
