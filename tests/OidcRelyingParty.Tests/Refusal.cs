namespace OidcRelyingParty.Tests;

/// <summary>Assertions on how the relying party refuses: always an <see cref="OidcException"/> with a code.</summary>
internal static class Refusal
{
    /// <summary>The error that ended the work.</summary>
    public static async Task<OidcException> OfAsync(Func<Task> work)
    {
        var exception = await Catch(work);
        Assert.That(exception, Is.InstanceOf<OidcException>(), $"Expected a refusal, not {exception?.ToString() ?? "success"}");
        return (OidcException)exception!; // the line above saw its type
    }

    /// <summary>The code of the error that ended the work; null when nothing did.</summary>
    public static async Task<string?> CodeOfAsync(Func<Task> work)
    {
        var exception = await Catch(work);
        Assert.That(exception, Is.Null.Or.InstanceOf<OidcException>(), exception?.ToString());
        return (exception as OidcException)?.Error.Code;
    }

    /// <summary>The code of the error that ended the work; null when nothing did.</summary>
    public static string? CodeOf(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (OidcException e)
        {
            return e.Error.Code;
        }
    }

    private static async Task<Exception?> Catch(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
