using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>
/// A table as CSV (RFC 4180), row by row from the database, for spreadsheets: with a byte-order mark, or Chinese is
/// misread, and with texts that a spreadsheet would run as formulas made harmless by a leading apostrophe.
/// </summary>
internal static class CsvStream
{
    // Also the full-width forms, which some spreadsheets take for the narrow ones.
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";
    private const int BytesBetweenFlushes = 32 * 1024;

    /// <summary>Answers with the rows of a query as a file of this name.</summary>
    public static PushStreamHttpResult Result(
        HttpResponse response, string fileName, NpgsqlDataSource db, string sql, object?[] parameters,
        IReadOnlyList<string> headers, Func<NpgsqlDataReader, object?[]> read)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(
            stream => WriteAsync(stream, db, sql, parameters, headers, read, response.HttpContext.RequestAborted),
            "text/csv; charset=utf-8");
    }

    /// <summary>One line, without its end: numbers as they are, texts made harmless and quoted where they must be.</summary>
    public static string Line(IEnumerable<object?> values) => string.Join(',', values.Select(Field));

    private static async Task WriteAsync(
        Stream stream, NpgsqlDataSource db, string sql, object?[] parameters,
        IReadOnlyList<string> headers, Func<NpgsqlDataReader, object?[]> read, CancellationToken ct)
    {
        var pipe = PipeWriter.Create(stream);
        Write(pipe, '\uFEFF' + Line(headers));
        await using var connection = await db.OpenConnectionAsync(ct);
        // As long as the line of whoever reads it takes; the pool takes it back.
        await using var patience = connection.Command("SET statement_timeout = '30min'");
        await patience.ExecuteNonQueryAsync(ct);
        await using var command = connection.Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            Write(pipe, Line(read(reader)));
            if (pipe.UnflushedBytes > BytesBetweenFlushes) await pipe.FlushAsync(ct);
        }

        await pipe.CompleteAsync();
    }

    private static void Write(PipeWriter pipe, string line) => Encoding.UTF8.GetBytes((line + "\r\n").AsSpan(), pipe);

    private static string Field(object? value) => value switch
    {
        null => "",
        string text => Quoted(Harmless(text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(value.ToString() ?? "")),
    };

    private static string Harmless(string text) =>
        text.TrimStart(' ') is [var first, ..] && FormulaStarts.Contains(first) ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n'") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
