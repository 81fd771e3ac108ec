using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>Holds the values of a user against the rules.</summary>
internal sealed class RoleCollector
{
    private const int NoRule = -1;

    private readonly RoleMapping _mapping;
    private readonly ICollection<string> _reserved;
    private readonly RoleRecorder? _recorder;
    private readonly StringComparison _comparison;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _firstRules;
    private readonly int[] _nextRules;
    private readonly List<string> _granted = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    // Applications that take "Admin" for "admin" must not find the one when the other is withheld.
    private readonly HashSet<string> _withheld = new(StringComparer.OrdinalIgnoreCase);
    private int? _first;
    private string? _firstUnmapped;

    public RoleCollector(RoleMapping mapping, ICollection<string> reserved, RoleRecorder? recorder)
    {
        (_mapping, _reserved, _recorder) = (mapping, reserved, recorder);
        _comparison = mapping.Comparison == RoleValueComparison.OrdinalIgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

        // The rules of one value are chained in their order: nothing is allocated for each of them.
        var first = new Dictionary<string, int>(mapping.Rules.Count, StringComparer.FromComparison(_comparison));
        _nextRules = new int[mapping.Rules.Count];
        for (var i = mapping.Rules.Count - 1; i >= 0; i--)
        {
            _nextRules[i] = first.GetValueOrDefault(mapping.Rules[i].Value, NoRule);
            first[mapping.Rules[i].Value] = i;
        }

        _firstRules = first.GetAlternateLookup<ReadOnlySpan<char>>();
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

        if (named.IsEmpty || !_firstRules.TryGetValue(named, out var index))
        {
            AddUnmapped(claim, value, named);
            return;
        }

        for (; index != NoRule; index = _nextRules[index])
        {
            AddRule(claim, value, index);
        }
    }

    /// <summary>The roles, once all values are added.</summary>
    public List<string> Finish()
    {
        if (_mapping.Strategy == RoleStrategy.FirstRule)
        {
            if (_first is { } first)
            {
                Apply(_mapping.Rules[first]);
            }
            else if (_firstUnmapped is not null)
            {
                Grant(_firstUnmapped);
            }

            _recorder?.Outrank(_first is { } winner ? _mapping.Rules[winner] : null, _firstUnmapped);
        }

        _recorder?.Overrule(_withheld);
        _granted.RemoveAll(_withheld.Contains);
        return _granted;
    }

    /// <summary>Those of these roles that the user may have.</summary>
    public IReadOnlyList<string> Allowed(IEnumerable<string> roles) => [.. roles.Distinct(StringComparer.Ordinal).Where(role => !_withheld.Contains(role) && !IsReserved(role))];

    private void AddRule(RoleClaim claim, ReadOnlySpan<char> value, int index)
    {
        var rule = _mapping.Rules[index];
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
        else if (!(_first < index))
        {
            _first = index;
        }
    }

    // A value without a name names no role, nor does one that no page, line or database can hold as it is.
    private void AddUnmapped(RoleClaim claim, ReadOnlySpan<char> value, ReadOnlySpan<char> named)
    {
        if (_mapping.Unmapped == UnmappedRoleValue.Ignore || named.IsEmpty || HasControlCharacters(named))
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

    private static bool HasControlCharacters(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\0', '\x1f') || text.ContainsAnyInRange('\x7f', '\x9f');

    private bool IsReserved(string role) => _reserved.Contains(role, StringComparer.OrdinalIgnoreCase);
}
