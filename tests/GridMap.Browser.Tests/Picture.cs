using System.Text.Json;

namespace GridMap.Browser.Tests;

/// <summary>The pixels of a screenshot, decoded by the browser itself.</summary>
public sealed record Picture(int Width, int Height, byte[] Rgba)
{
    /// <summary>Decodes a PNG.</summary>
    public static async Task<Picture> DecodeAsync(Chromium chromium, byte[] png)
    {
        var page = await chromium.ReaderAsync();
        var decoded = await page.EvaluateAsync<JsonElement>(
            """
            async base64 => {
              const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
              const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
              const canvas = new OffscreenCanvas(image.width, image.height);
              const context = canvas.getContext('2d');
              context.drawImage(image, 0, 0);
              const data = context.getImageData(0, 0, image.width, image.height).data;
              let text = '';
              for (let i = 0; i < data.length; i += 32768) text += String.fromCharCode(...data.subarray(i, i + 32768));
              return { width: image.width, height: image.height, rgba: btoa(text) };
            }
            """, Convert.ToBase64String(png));
        return new Picture(
            decoded.GetProperty("width").GetInt32(), decoded.GetProperty("height").GetInt32(),
            decoded.GetProperty("rgba").GetBytesFromBase64());
    }

    /// <summary>The colour at a place, counted in pixels from the top left.</summary>
    public Colour At(int x, int y)
    {
        var offset = ((y * Width) + x) * 4;
        return new(Rgba[offset], Rgba[offset + 1], Rgba[offset + 2]);
    }

    /// <summary>Which share of the pixels lies within <paramref name="tolerance"/> of a colour in every channel, 0 to 1.</summary>
    public double ShareOf(Colour colour, int tolerance)
    {
        var near = 0;
        for (var i = 0; i < Rgba.Length; i += 4)
            if (Math.Abs(Rgba[i] - colour.Red) <= tolerance && Math.Abs(Rgba[i + 1] - colour.Green) <= tolerance
                && Math.Abs(Rgba[i + 2] - colour.Blue) <= tolerance) near++;
        return near / (Rgba.Length / 4.0);
    }

    /// <summary>How many colours it holds, told apart to four bits a channel; a blank map has a handful.</summary>
    public int Colours()
    {
        var seen = new HashSet<int>();
        for (var i = 0; i < Rgba.Length; i += 4)
            seen.Add((Rgba[i] >> 4 << 8) | (Rgba[i + 1] >> 4 << 4) | (Rgba[i + 2] >> 4));
        return seen.Count;
    }
}
