using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Tests.Jose;

/// <summary>An extension that claims to support everything and whose signature providers do as they are told.</summary>
internal sealed class CarelessCryptoProvider(Func<bool> verify) : ICryptoProvider
{
    public int Created { get; private set; }

    public bool IsSupportedAlgorithm(string algorithm, params object[] args) => true;

    public object Create(string algorithm, params object[] args)
    {
        Created++;
        return new Provider((SecurityKey)args[0], algorithm, verify);
    }

    public void Release(object cryptoInstance)
    {
    }

    private sealed class Provider(SecurityKey key, string algorithm, Func<bool> verify) : SignatureProvider(key, algorithm)
    {
        public override bool Verify(byte[] input, byte[] signature) => verify();

        public override bool Verify(
            byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength) => verify();

        public override byte[] Sign(byte[] input) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
