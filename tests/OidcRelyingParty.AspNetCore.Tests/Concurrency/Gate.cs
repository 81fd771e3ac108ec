using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Concurrency;

/// <summary>Holds the provider's answer to the first request at an endpoint back, so that a test decides what happens in the meantime.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    /// <summary>Completes when the request is held. The wait is bounded only so that a fault ends the test.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <param name="provider">The provider; gates at several endpoints go together.</param>
    /// <param name="endpoint">Where the first request is held; later ones pass.</param>
    /// <param name="answer">What it is answered with in the end; null for what the provider says then.</param>
    public static Gate At(TestProvider provider, ProviderEndpoint endpoint, ProviderResponse? answer = null)
    {
        var gate = new Gate();
        var others = provider.Behaviour.Respond;
        provider.Behaviour.Respond = async request =>
        {
            if (request.Endpoint != endpoint || Interlocked.Increment(ref gate._requests) > 1)
            {
                return others is null ? null : await others(request);
            }

            gate._reached.SetResult();
            await gate._opened.Task;
            return answer;
        };
        return gate;
    }

    public void Open() => _opened.SetResult();
}
