namespace MultiTenantSpa;

/// <summary>A front end in a few lines: signs in through the API with a one-time code that only it can exchange, and calls the API.</summary>
internal static class FrontEnd
{
    public const string Page = """
        <p><label for="tenant">Tenant</label> <input id="tenant" value="default"> <button id="sign-in">Sign in</button></p>
        <pre id="me" aria-live="polite"></pre>
        <script>
        const base64url = bytes => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
        const post = async (path, body) => {
          const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
          const json = await answer.json();
          if (!answer.ok) throw new Error(json.code + ': ' + json.title);
          return json;
        };
        const show = text => document.getElementById('me').textContent = text;
        document.getElementById('sign-in').onclick = async () => {
          try {
            const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
            sessionStorage.verifier = verifier;
            const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
            location.href = (await post('/v1/auth/oidc/login', { tenant_id: document.getElementById('tenant').value, code_challenge: challenge })).auth_url;
          } catch (e) { show(e.message); }
        };
        const code = new URLSearchParams(location.hash.slice(1)).get('code');
        if (code) {
          history.replaceState(null, '', location.pathname);
          post('/v1/auth/oidc/token', { code, code_verifier: sessionStorage.verifier })
            .then(token => fetch('/v1/me', { headers: { Authorization: 'Bearer ' + token.access_token } }))
            .then(answer => answer.text()).then(show, e => show(e.message));
        }
        </script>
        """;
}
