using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SampleHosting;

namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>What a sample has stored.</summary>
internal static class StoredValues
{
    /// <summary>Every value of every column of every table, and every file beside the database.</summary>
    public static async Task<IReadOnlyList<string>> ReadStoredAsync<TProgram>(this SampleHost<TProgram> sample)
        where TProgram : class
    {
        var values = await ReadColumnsAsync(sample.Services);
        foreach (var file in sample.Storage.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            await using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            values.Add(await reader.ReadToEndAsync());
        }

        return values;
    }

    private static async Task<List<string>> ReadColumnsAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<SampleDatabase>();
        await database.Database.OpenConnectionAsync();
        var values = new List<string>();
        foreach (var table in database.Model.GetEntityTypes().Select(type => type.GetTableName()))
        {
            await using var command = database.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                values.AddRange(Enumerable.Range(0, rows.FieldCount).Select(rows.GetValue).Select(value => value is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : $"{value}"));
            }
        }

        return values;
    }
}
