using System.Security.Claims;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Benchmarks;

/// <summary>10,000 groups in a token, of which 20 are roles here.</summary>
[MinColumn, MemoryDiagnoser]
public class RoleMappingBenchmarks
{
    private static readonly string[] Groups = [.. Enumerable.Range(0, 10_000).Select(number => $"cn=group-{number},ou=groups,dc=example,dc=org")];

    private static readonly Dictionary<string, string> RoleOfGroup =
        Enumerable.Range(0, 20).ToDictionary(number => Groups[number * 500], number => $"role-{number}");

    private readonly RoleMapping _mapping = new()
    {
        Claims = ["groups"],
        Rules = [.. RoleOfGroup.Select(pair => new RoleRule(pair.Key, pair.Value))],
    };

    private readonly IdentityDocuments _documents = new(JsonSerializer.SerializeToElement(new { groups = Groups }), ClaimDocument.NotAsked, ClaimDocument.NotAsked);

    /// <summary>As hosts do it in an event of the framework's handler: a claim for every group, then a look at each.</summary>
    [Benchmark(Baseline = true)]
    public List<string> ClaimForEveryGroup()
    {
        var identity = new ClaimsIdentity();
        foreach (var group in _documents.Claims["groups"].EnumerateArray())
        {
            identity.AddClaim(new Claim("groups", group.GetString()!, ClaimValueTypes.String, "https://op.example.test"));
        }

        return [.. identity.FindAll("groups").Where(claim => RoleOfGroup.ContainsKey(claim.Value)).Select(claim => RoleOfGroup[claim.Value])];
    }

    [Benchmark]
    public IReadOnlyList<string> OidcRelyingParty() => ClaimRoleMapper.Map(_documents, _mapping, reserved: []).Roles;
}
