using System.Text;
using CsCheck;
using GridMap.Server.Import;
using GridMap.Server.Import.Files;

namespace GridMap.Server.Tests.Import;

/// <summary>Features come out whole and with their lines, however the bytes arrive.</summary>
public sealed class JsonFeaturesTests
{
    private static readonly Gen<string[]> Features = Gen.Select(Gen.Int[0, 400_000], Gen.Int[0, 3], Gen.String[Gen.Char["aé网🚮\"\\{}[]"], 0, 20],
        (padding, blankLines, text) => $$"""{"type":"Feature",{{new string('\n', blankLines)}}"properties":{"t":{{System.Text.Json.JsonSerializer.Serialize(text)}},"p":"{{new string('x', padding < 399_000 ? padding % 50 : padding)}}"},"geometry":null}""")
        .Array[1, 12];

    [Fact]
    public void In_a_collection() => Features.Sample(
        (features) => Same(features, "\uFEFF{\"type\":\"FeatureCollection\",\n\"features\":[", ",\n", "]}\n"), iter: 30);

    [Fact]
    public void One_after_the_other() => Features.Sample((features) => Same(features, "", "\n", "\n"), iter: 30);

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_with_a_line()
    {
        var whole = Encoding.UTF8.GetBytes("{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"properties\":{\"a\":[1,2]},\"geometry\":null}\n]}");
        for (var length = 1; length < whole.Length; length++)
        {
            var refused = Assert.Throws<FileRefusedException>(() => ReadAll(whole[..length], 3));
            Assert.StartsWith("Line ", refused.Message);
        }
    }

    private static bool Same(string[] features, string before, string between, string after)
    {
        var text = before + string.Join(between, features) + after;
        var (lines, at) = (new List<int>(), before.Length);
        foreach (var feature in features)
        {
            lines.Add(text.AsSpan(0, at).Count('\n') + 1);
            at += feature.Length + between.Length;
        }

        foreach (var chunk in new[] { 7, 4_096, int.MaxValue })
        {
            var read = ReadAll(Encoding.UTF8.GetBytes(text), chunk);
            if (!read.Select(one => one.Line).SequenceEqual(lines) || !read.Select(one => one.Json).SequenceEqual(features)) return false;
        }

        return true;
    }

    private static List<(int Line, string Json)> ReadAll(byte[] content, int chunkBytes)
    {
        using var stream = new ChunkedStream(content, chunkBytes);
        var (features, found) = (new JsonFeatures(stream), new List<(int, string)>());
        features.Open();
        while (features.TryNext(out var line, out var json)) found.Add((line, Encoding.UTF8.GetString(json.Span)));
        return found;
    }

    private sealed class ChunkedStream(byte[] content, int chunkBytes) : MemoryStream(content)
    {
        // A derived MemoryStream is read through this one, whichever is called.
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunkBytes));
    }
}
