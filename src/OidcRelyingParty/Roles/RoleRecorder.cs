using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>Writes down what becomes of every value, for somebody who wants to know why.</summary>
internal sealed class RoleRecorder
{
    private readonly List<RoleValueExplanation> _values = [];

    public IReadOnlyList<RoleValueExplanation> Values => _values;

    public void Add(RoleClaim claim, ReadOnlySpan<char> value, RoleValueResult result, string? role = null, RoleRule? rule = null) =>
        _values.Add(new(claim, value.ToString(), result) { Role = role, Rule = rule });

    /// <summary>Only this rule counts; without one, only this unmapped value.</summary>
    public void Outrank(RoleRule? first, string? firstUnmapped) =>
        Change(RoleValueResult.Outranked, value => !(first is null ? value.Role == firstUnmapped : value.Rule == first));

    /// <summary>These roles are not given, whichever value would.</summary>
    public void Overrule(HashSet<string> withheld) =>
        Change(RoleValueResult.Overruled, value => value.Result == RoleValueResult.Granted && withheld.Contains(value.Role!)); // what grants names a role

    /// <summary>Nothing is given.</summary>
    public void Undecide() => Change(RoleValueResult.Undecided, _ => true);

    private void Change(RoleValueResult result, Func<RoleValueExplanation, bool> applies)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            if (_values[i] is { Result: RoleValueResult.Granted or RoleValueResult.Withheld } value && applies(value))
            {
                _values[i] = value with { Result = result };
            }
        }
    }
}
