namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>Return URLs that must end on the default page: of the kinds that the public lists of open-redirect tricks hold.</summary>
internal static class HostileReturnUrls
{
    /// <summary>Other origins, written plainly or with what browsers forgive.</summary>
    public static readonly string[] OtherOrigins =
    [
        "https://evil.example", "http://evil.example", "HTTPS://EVIL.EXAMPLE", "https:evil.example", "https:/evil.example", "https:///evil.example",
        "https:\\\\evil.example", "https:/\\evil.example", "http:evil.example", "ftp://evil.example", "//evil.example", "///evil.example",
        "////evil.example", "//evil.example/%2f..", "//evil.example:443/", "//user@evil.example", "//app.example.test@evil.example",
        "//app.example.test.evil.example", "https://app.example.test@evil.example", "https://app.example.test.evil.example",
        "https://app.example.test", "https://app.example.test/page", "//app.example.test", "//[::1]", "//127.0.0.1", "//2130706433", "//0x7f.1",
        "//evil%2eexample", "//\uFF45vil.example", "//evil\u3002example", "//evil.example?", "//evil.example#", "//evil.example;x", "//%65vil.example",
    ];

    /// <summary>Backslashes, which browsers take for slashes.</summary>
    public static readonly string[] Backslashes =
    [
        "\\\\evil.example", "\\/evil.example", "/\\evil.example", "/\\/evil.example", "//\\evil.example", "\\/\\/evil.example", "/\\\\evil.example",
        "\\evil.example", "/\\evil.example?x", "/a\\..\\..\\evil.example", "/%5cevil.example", "/%5Cevil.example", "/%5c%5cevil.example",
        "%5c%5cevil.example", "/%255cevil.example", "/page\\evil", "/\\[::1]", "/\\\t/evil.example",
    ];

    /// <summary>Control characters and spaces, which browsers strip or remove.</summary>
    public static readonly string[] Controls =
    [
        "/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "/\r\n/evil.example", "/\t\\evil.example", "\t//evil.example", "\n//evil.example",
        " //evil.example", "\0//evil.example", "\u0001//evil.example", "\u001F//evil.example", "/\u0000/evil.example", "/\v/evil.example",
        "/\f/evil.example", "/\u007F/evil.example", "/\u0085/evil.example", "/\u00A0/evil.example", "/\u2028/evil.example", "/\u200B/evil.example",
        "/\uFEFF/evil.example", "\uFEFF//evil.example", "/\u202E/evil.example", "/ /evil.example", "/page\r\nSet-Cookie: x=1", "/page\r\n\r\n<script>",
        "ht\ntps://evil.example", "java\tscript:alert(1)", "/page ", " /page", "/%0a/evil.example", "/%0d%0a/evil.example", "/%09/evil.example",
        "/%00/evil.example", "/%7f/evil.example", "/%250a/evil.example", "/%2509/evil.example", "/%E0%B9%8F/\u0E4F",
    ];

    /// <summary>Percent-encoding that a careless server or proxy undoes.</summary>
    public static readonly string[] Encodings =
    [
        "%2f%2fevil.example", "/%2fevil.example", "/%2Fevil.example", "/%2f%2fevil.example", "%2f/evil.example", "/%252fevil.example",
        "/%252Fevil.example", "%252f%252fevil.example", "/%2f%5cevil.example", "/%5c%2fevil.example", "%68ttps://evil.example", "%2fpage",
        "/%2e%2e//evil.example", "/%2e/%2fevil.example",
    ];

    /// <summary>Dots, which a browser resolves, so that another path is asked for than the one that was judged.</summary>
    public static readonly string[] Dots =
    [
        "/.", "/..", "/./", "/../", "/.//evil.example", "/..//evil.example", "/page/..//evil.example", "/./page", "/a/./b", "/a/../b", "/%2e/page",
        "/%2E%2e/page", "/.%2e/page", "/a/%2e%2e/login", "/x/../logout", "/x/..", "/%252e%252e/page", ".", "..", "./page", "../page",
    ];

    /// <summary>Other schemes, and texts that are no path.</summary>
    public static readonly string[] NoPaths =
    [
        "", " ", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript://app.example.test/%0aalert(1)", "/javascript:alert(1)\0", "data:text/html,<b>x",
        "vbscript:x", "file:///etc/passwd", "mailto:a@evil.example", "view-source:https://evil.example", "about:blank", "blob:https://evil.example/x",
        "page", "evil.example", "@evil.example", ":443", "?x=1", "#x", "~/page", "*", "null", "undefined", "\u2215\u2215evil.example", "\uFF0F\uFF0Fevil.example",
        "/p\u00E4ge", "/\uD83D\uDE00",
    ];

    /// <summary>The library's own endpoints, in every spelling that routing takes for them.</summary>
    public static readonly string[] OwnEndpoints =
    [
        "/login", "/login/", "/LOGIN", "/Login?returnUrl=/page", "/login#x", "/%6cogin", "/%6C%6fgin", "/logout", "/logout?x", "/signin-oidc",
        "/signin-oidc?code=x&state=y", "/signin-oidc/", "/SignIn-Oidc", "/signin%2Doidc", "/signout-callback-oidc", "/signout-callback-oidc?state=x",
    ];

    /// <summary>Longer than any page's address, or endlessly nested.</summary>
    public static readonly string[] Oversized =
    [
        "/" + new string('a', 2048), "/" + new string('a', 4096), "/" + new string('a', 100_000), "//" + new string('e', 3000),
        string.Concat(Enumerable.Repeat("/login?returnUrl=", 50)) + "/page",
    ];

    public static IEnumerable<string> Elsewhere => [.. OtherOrigins, .. Backslashes, .. Controls, .. Encodings, .. Dots, .. NoPaths];
}
