using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Administration;

/// <summary>Writes a document as an answer.</summary>
internal static class JsonAnswer
{
    public static Task WriteAsync(HttpContext context, JsonObject document, string contentType = "application/json")
    {
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(document.ToJsonString(), context.RequestAborted);
    }
}
