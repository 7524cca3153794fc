using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GridMap.Server.Import.Files;

/// <summary>A ZIP archive that nobody vouches for: nothing of it is unpacked to a place its names choose, nor without end.</summary>
internal sealed class Archive : IDisposable
{
    private const int MostEntries = 10_000;
    private const int MostDirectoryBytes = 4 << 20;
    private const int SymbolicLink = 0xA000;
    private const int KindOfFile = 0xF000;
    private const int CopyBytes = 1 << 17;
    private readonly ZipArchive _zip;
    private readonly long _limitBytes;
    private long _unpackedBytes;

    private Archive(ZipArchive zip, long limitBytes)
    {
        _zip = zip;
        _limitBytes = limitBytes;
        Members = [];
    }

    /// <summary>The files in it, in its order; without folders, and without what macOS adds.</summary>
    public IReadOnlyList<ArchiveMember> Members { get; private set; }

    /// <summary>Opens an archive.</summary>
    /// <param name="raw">Seekable; left open.</param>
    /// <param name="limitBytes">The most bytes that may be unpacked from it.</param>
    /// <exception cref="FileRefusedException">It is damaged, encrypted, or its names would leave a folder they are unpacked to.</exception>
    public static Archive Open(Stream raw, long limitBytes)
    {
        RequireSmallDirectory(raw);
        try
        {
            raw.Position = 0;
            // Names without the mark of UTF-8 come as their bytes, for us to tell what they are in.
            var archive = new Archive(new ZipArchive(raw, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1), limitBytes);
            archive.Members = archive.List();
            return archive;
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    /// <summary>Unpacks one file to a temporary one.</summary>
    /// <exception cref="FileRefusedException">It is damaged, or unfolds too far.</exception>
    public FileStream Extract(ArchiveMember member)
    {
        var file = TempFile.Create();
        try
        {
            using var content = member.Entry.Open();
            Copy(content, file, member);
            file.Position = 0;
            return file;
        }
        catch (InvalidDataException)
        {
            file.Dispose();
            throw new FileRefusedException($"The file '{member.Path}' in the ZIP archive is damaged or packed in a way GridMap does not read.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Unpacks everything to nowhere, so that whoever reads the archive by other means meets nothing endless.</summary>
    public void RequireBounded()
    {
        foreach (var member in Members)
        {
            using var content = OpenEntry(member);
            Copy(content, Stream.Null, member);
        }
    }

    public void Dispose() => _zip.Dispose();

    private static Stream OpenEntry(ArchiveMember member)
    {
        try
        {
            return member.Entry.Open();
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    private void Copy(Stream from, Stream to, ArchiveMember member)
    {
        var buffer = new byte[CopyBytes];
        // Its own share of the archive is what a file may grow from.
        using var counted = new CountingStream(from, _limitBytes - _unpackedBytes, Math.Max(1, member.Entry.CompressedLength));
        try
        {
            for (int read; (read = counted.Read(buffer)) > 0;) to.Write(buffer, 0, read);
        }
        catch (FileRefusedException refused)
        {
            throw new FileRefusedException($"The file '{member.Path}' in the ZIP archive: {refused.Message}", refused.Status, refused.Type);
        }

        _unpackedBytes += counted.BytesRead;
    }

    private List<ArchiveMember> List()
    {
        if (_zip.Entries.Count > MostEntries)
            throw new FileRefusedException($"The ZIP archive holds more than {MostEntries:N0} files; pack only those to import.", 413, "too-large");
        var decode = NameDecoder();
        var members = new List<ArchiveMember>();
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in _zip.Entries)
        {
            var path = decode(entry.FullName).Replace('\\', '/');
            RequireHarmless(entry, path);
            if (path.EndsWith('/') || path.StartsWith("__MACOSX/", StringComparison.Ordinal) || path.Split('/')[^1].StartsWith("._", StringComparison.Ordinal)) continue;
            if (!paths.Add(path)) throw new FileRefusedException($"The ZIP archive holds '{path}' twice.");
            members.Add(new(path, entry));
        }

        return members;
    }

    private static void RequireHarmless(ZipArchiveEntry entry, string path)
    {
        if (path.StartsWith('/') || path.Split('/').Contains("..") || (path.Length > 1 && path[1] == ':') || path.Any(char.IsControl))
            throw new FileRefusedException($"The ZIP archive names a file outside itself ('{Upload.Sanitize(path)}'); pack it anew.");
        if (((entry.ExternalAttributes >> 16) & KindOfFile) == SymbolicLink)
            throw new FileRefusedException($"The file '{path}' in the ZIP archive is a symbolic link; pack the file itself.");
        if (entry.IsEncrypted) throw new FileRefusedException("The ZIP archive is locked with a password; pack it without one.");
    }

    // Windows writes names in the code page of the machine, and says nothing of it.
    private Func<string, string> NameDecoder()
    {
        var (guess, isUtf8, isGb18030, isBig5) = (new EncodingGuess(), true, true, true);
        foreach (var name in _zip.Entries.Select(entry => entry.FullName).Where(IsUndecoded))
        {
            var bytes = Encoding.Latin1.GetBytes(name);
            guess.Add(bytes);
            isUtf8 = isUtf8 && Decodes(bytes, TextEncodings.StrictUtf8);
            isGb18030 = isGb18030 && Decodes(bytes, TextEncodings.StrictGb18030);
            isBig5 = isBig5 && Decodes(bytes, TextEncodings.StrictBig5);
        }

        var encoding = isUtf8 ? TextEncodings.StrictUtf8 : guess.Choose(isGb18030, isBig5);
        return name => encoding is not null && IsUndecoded(name) ? encoding.GetString(Encoding.Latin1.GetBytes(name)) : name;
    }

    private static bool IsUndecoded(string name) => name.Any(c => c > 0x7F) && name.All(c => c <= 0xFF);

    private static bool Decodes(byte[] bytes, Encoding encoding)
    {
        try
        {
            encoding.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // .NET keeps the whole list of contents in memory; a forged one can be as long as the file.
    private static void RequireSmallDirectory(Stream raw)
    {
        const int EndBytes = 22;
        const int MostTailBytes = EndBytes + 65_535 + 20;
        var tail = new byte[Math.Min(raw.Length, MostTailBytes)];
        raw.Position = raw.Length - tail.Length;
        raw.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndBytes > tail.Length) throw Damaged();
        long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == uint.MaxValue) start = LongStart(raw, tail.AsSpan(0, end));
        if (start > raw.Length) throw Damaged();
        if (raw.Length - tail.Length + end - start > MostDirectoryBytes)
            throw new FileRefusedException($"The ZIP archive's list of contents is longer than {MostDirectoryBytes >> 20} MB; pack only the files to import.", 413, "too-large");
    }

    private static long LongStart(Stream raw, ReadOnlySpan<byte> beforeEnd)
    {
        var locator = beforeEnd.LastIndexOf("PK\u0006\u0007"u8);
        if (locator < 0 || locator + 16 > beforeEnd.Length) throw Damaged();
        var at = BinaryPrimitives.ReadInt64LittleEndian(beforeEnd[(locator + 8)..]);
        var record = new byte[56];
        if (at < 0 || at + record.Length > raw.Length) throw Damaged();
        raw.Position = at;
        raw.ReadExactly(record);
        return BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)) is >= 0 and var start ? start : throw Damaged();
    }

    private static FileRefusedException Damaged() => new("The ZIP archive is damaged or cut off; pack it anew.");
}
