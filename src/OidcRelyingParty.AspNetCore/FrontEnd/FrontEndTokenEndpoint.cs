using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.FrontEnd;

/// <summary>POST <c>/token</c>, from the front end's script: a one-time code becomes the bearer token for this application's API.</summary>
internal sealed class FrontEndTokenEndpoint(HandOverCodes codes, ErrorResponder errors)
{
    private const int MinVerifierLength = 43;
    private const int MaxVerifierLength = 128;

    private static readonly string[] Names = [WireNames.Code, WireNames.CodeVerifier];

    public async Task ExchangeAsync(HttpContext context)
    {
        ResponseHeaders.NoStore(context.Response);
        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        try
        {
            var members = await JsonRequest.ReadAsync(context.Request, Names);
            var code = members.GetValueOrDefault(WireNames.Code) ?? throw JsonRequest.Refused($"Send {WireNames.Code}.");
            var token = await codes.ExchangeAsync(code, VerifierOf(members), context.RequestAborted);
            await context.Response.WriteAsJsonAsync(token, context.RequestAborted);
        }
        catch (OidcException e)
        {
            await errors.WriteProblemAsync(context, e);
        }
    }

    // A shorter one can be guessed from the challenge, which went through the browser.
    private static string? VerifierOf(IReadOnlyDictionary<string, string> members) =>
        members.GetValueOrDefault(WireNames.CodeVerifier) is not { } verifier || verifier.Length is >= MinVerifierLength and <= MaxVerifierLength
            ? members.GetValueOrDefault(WireNames.CodeVerifier)
            : throw JsonRequest.Refused($"Send {WireNames.CodeVerifier} with {MinVerifierLength} to {MaxVerifierLength} characters (RFC 7636, 4.1).");
}
