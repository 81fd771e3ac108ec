using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>Holds the values of a user against the rules.</summary>
internal sealed class RoleCollector
{
    private readonly RoleMapping _mapping;
    private readonly ICollection<string> _reserved;
    private readonly RoleRecorder? _recorder;
    private readonly StringComparison _comparison;
    private readonly Dictionary<string, (int Index, RoleRule Rule)[]>.AlternateLookup<ReadOnlySpan<char>> _rules;
    private readonly List<string> _granted = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withheld = new(StringComparer.Ordinal);
    private (int Index, RoleRule Rule)? _first;
    private string? _firstUnmapped;

    public RoleCollector(RoleMapping mapping, ICollection<string> reserved, RoleRecorder? recorder)
    {
        (_mapping, _reserved, _recorder) = (mapping, reserved, recorder);
        _comparison = mapping.Comparison == RoleValueComparison.OrdinalIgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var comparer = StringComparer.FromComparison(_comparison);
        _rules = mapping.Rules.Index().GroupBy(rule => rule.Item.Value, comparer)
            .ToDictionary(rules => rules.Key, rules => rules.ToArray(), comparer).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public void Add(RoleClaim claim, ReadOnlySpan<char> value)
    {
        var named = value;
        if (claim.Prefix is { } prefix)
        {
            if (!value.StartsWith(prefix, _comparison))
            {
                _recorder?.Add(claim, value, RoleValueResult.WithoutPrefix);
                return;
            }

            named = value[prefix.Length..];
        }

        if (named.IsEmpty || !_rules.TryGetValue(named, out var rules))
        {
            AddUnmapped(claim, value, named);
            return;
        }

        foreach (var rule in rules)
        {
            AddRule(claim, value, rule);
        }
    }

    /// <summary>The roles, once all values are added.</summary>
    public List<string> Finish()
    {
        if (_mapping.Strategy == RoleStrategy.FirstRule)
        {
            if (_first is var (_, rule))
            {
                Apply(rule);
            }
            else if (_firstUnmapped is not null)
            {
                Grant(_firstUnmapped);
            }

            _recorder?.Outrank(_first?.Rule, _firstUnmapped);
        }

        _recorder?.Overrule(_withheld);
        _granted.RemoveAll(_withheld.Contains);
        return _granted;
    }

    /// <summary>Those of these roles that the user may have.</summary>
    public IReadOnlyList<string> Allowed(IEnumerable<string> roles) => [.. roles.Distinct(StringComparer.Ordinal).Where(role => !_withheld.Contains(role) && !IsReserved(role))];

    private void AddRule(RoleClaim claim, ReadOnlySpan<char> value, (int Index, RoleRule Rule) found)
    {
        var rule = found.Rule;
        if (rule.Effect == RoleRuleEffect.Grant && IsReserved(rule.Role))
        {
            _recorder?.Add(claim, value, RoleValueResult.Reserved, rule.Role, rule);
            return;
        }

        _recorder?.Add(claim, value, rule.Effect == RoleRuleEffect.Grant ? RoleValueResult.Granted : RoleValueResult.Withheld, rule.Role, rule);
        if (_mapping.Strategy == RoleStrategy.All)
        {
            Apply(rule);
        }
        else if (!(_first?.Index < found.Index))
        {
            _first = found;
        }
    }

    // A value without a name names no role.
    private void AddUnmapped(RoleClaim claim, ReadOnlySpan<char> value, ReadOnlySpan<char> named)
    {
        if (_mapping.Unmapped == UnmappedRoleValue.Ignore || named.IsEmpty)
        {
            _recorder?.Add(claim, value, RoleValueResult.Ignored);
            return;
        }

        var role = named.ToString();
        if (IsReserved(role))
        {
            _recorder?.Add(claim, value, RoleValueResult.Reserved, role);
            return;
        }

        _recorder?.Add(claim, value, RoleValueResult.Granted, role);
        if (_mapping.Strategy == RoleStrategy.All)
        {
            Grant(role);
        }
        else
        {
            _firstUnmapped ??= role;
        }
    }

    private void Apply(RoleRule rule)
    {
        if (rule.Effect == RoleRuleEffect.Grant)
        {
            Grant(rule.Role);
        }
        else
        {
            _withheld.Add(rule.Role);
        }
    }

    private void Grant(string role)
    {
        if (_known.Add(role))
        {
            _granted.Add(role);
        }
    }

    private bool IsReserved(string role) => _reserved.Contains(role, StringComparer.OrdinalIgnoreCase);
}
