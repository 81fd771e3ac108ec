namespace OidcRelyingParty;

/// <summary>A table of rules, each a function that answers with an error or null.</summary>
internal static class RuleTable
{
    /// <summary>Applies the rules in their order.</summary>
    /// <exception cref="OidcException">The first rule that is broken.</exception>
    public static void RequireAll<TContext>(this Func<TContext, OidcError?>[] rules, TContext context)
    {
        foreach (var rule in rules)
        {
            if (rule(context) is { } error)
            {
                throw new OidcException(error);
            }
        }
    }
}
