using OidcRelyingParty;

namespace QuickStart;

/// <summary>What this application's own pages answer when they cannot: 503 while the database or the provider is away.</summary>
internal static class Failure
{
    public static ExceptionHandlerOptions Handler { get; } = new()
    {
        StatusCodeSelector = e => e is OidcException { Error.Kind: var kind } ? StatusOf(kind) : StatusCodes.Status500InternalServerError,
        ExceptionHandler = context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(Page.Render("Not now", """
                <h1>This does not work right now</h1>
                <p>Try it again in a moment.</p>
                <p><a href="/">Start page</a></p>
                """));
        },
    };

    public static int StatusOf(OidcErrorKind kind) => kind is OidcErrorKind.Unavailable or OidcErrorKind.ProviderFault
        ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status409Conflict;
}
