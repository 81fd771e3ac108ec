using System.Buffers.Text;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Authorization;

/// <summary>The compact form of <see cref="PendingSignIn"/>: it travels in a cookie, so every byte counts.</summary>
internal static class PendingSignInFormat
{
    // Raise it when the form changes: a sign-in begun on the version before is then refused and started again.
    private const byte FormatVersion = 2;

    public static byte[] Write(PendingSignIn pending)
    {
        using var stream = new MemoryStream(256);
        using var writer = new BinaryWriter(stream);
        writer.Write(FormatVersion);
        writer.Write(pending.SettingsKey.Tenant == OidcSettingsKey.DefaultName ? "" : pending.SettingsKey.Tenant);
        writer.Write(pending.SettingsKey.Provider == OidcSettingsKey.DefaultName ? "" : pending.SettingsKey.Provider);
        writer.Write(pending.SettingsVersion);
        WriteBytes(writer, pending.State);
        WriteBytes(writer, pending.Nonce);
        WriteBytes(writer, pending.CodeVerifier.Reveal());
        writer.Write(pending.RedirectUri.OriginalString);
        writer.Write((byte)pending.ResponseMode);
        writer.Write(pending.StartedAt.ToUnixTimeMilliseconds());
        writer.Write(pending.ReturnUrl ?? "");
        writer.Write((byte)pending.Purpose);
        WriteBytes(writer, pending.FrontEndChallenge ?? "");
        writer.Write(pending.TriedBy ?? "");
        writer.Write7BitEncodedInt64(pending.MaxAge is { } maxAge ? (long)maxAge.TotalSeconds : -1);
        writer.Write7BitEncodedInt(pending.RequiredAcrValues.Count);
        foreach (var value in pending.RequiredAcrValues)
        {
            writer.Write(value);
        }

        return stream.ToArray();
    }

    public static PendingSignIn? Read(ReadOnlySpan<byte> bytes)
    {
        using var stream = new MemoryStream(bytes.ToArray());
        using var reader = new BinaryReader(stream);
        try
        {
            if (reader.ReadByte() != FormatVersion)
            {
                return null;
            }

            var pending = new PendingSignIn
            {
                SettingsKey = new OidcSettingsKey(NameOrDefault(reader.ReadString()), NameOrDefault(reader.ReadString())),
                SettingsVersion = reader.ReadString(),
                State = ReadBytes(reader),
                Nonce = ReadBytes(reader),
                CodeVerifier = new Secret(ReadBytes(reader)),
                RedirectUri = new Uri(reader.ReadString()),
                ResponseMode = Known((AuthorizationResponseMode)reader.ReadByte()),
                StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()),
                ReturnUrl = reader.ReadString() is { Length: > 0 } returnUrl ? returnUrl : null,
                Purpose = Known((SignInPurpose)reader.ReadByte()),
                FrontEndChallenge = ReadBytes(reader) is { Length: > 0 } challenge ? challenge : null,
                TriedBy = reader.ReadString() is { Length: > 0 } triedBy ? triedBy : null,
                MaxAge = reader.Read7BitEncodedInt64() is >= 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
                RequiredAcrValues = ReadStrings(reader),
            };
            return stream.Position == stream.Length ? pending : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string NameOrDefault(string name) => name.Length == 0 ? OidcSettingsKey.DefaultName : name;

    private static void WriteBytes(BinaryWriter writer, string base64Url)
    {
        var bytes = Base64Url.DecodeFromChars(base64Url);
        writer.Write((byte)bytes.Length);
        writer.Write(bytes);
    }

    private static string ReadBytes(BinaryReader reader)
    {
        var length = reader.ReadByte();
        var bytes = reader.ReadBytes(length);
        return bytes.Length == length ? Base64Url.EncodeToString(bytes) : throw new EndOfStreamException();
    }

    private static T Known<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value) ? value : throw new FormatException();

    private static string[] ReadStrings(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        if (count is < 0 or > 100)
        {
            throw new FormatException();
        }

        var strings = new string[count];
        for (var i = 0; i < count; i++)
        {
            strings[i] = reader.ReadString();
        }

        return strings;
    }
}
