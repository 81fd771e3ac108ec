namespace OidcRelyingParty.Testing.Stores;

/// <summary>One thing a store must do. Any test framework can run it: as a test case, as theory data, or in a loop.</summary>
public sealed class StoreCheck
{
    private readonly Func<Task> _run;

    // The name of the method is the sentence.
    internal StoreCheck(Func<Task> run) => (_run, Name) = (run, run.Method.Name.Replace('_', ' '));

    /// <summary>What must hold, as a sentence.</summary>
    public string Name { get; }

    /// <summary>Runs it.</summary>
    /// <exception cref="StoreContractException">The store does not keep to the contract; the message says in what.</exception>
    public Task RunAsync() => _run();

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
