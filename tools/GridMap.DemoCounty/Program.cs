using GridMap.DemoCounty;

if (args.Length > 1 || args.Any(argument => argument.StartsWith('-')))
{
    Console.Error.WriteLine("Usage: GridMap.DemoCounty [FOLDER]   (data/grids where nothing is said)");
    return 2;
}

var folder = args is [var named] ? named : Path.Combine("data", "grids");
Directory.CreateDirectory(folder);
foreach (var (name, content) in DemoCountyMaker.MakeFiles())
{
    File.WriteAllBytes(Path.Combine(folder, name), content);
    Console.WriteLine($"{Path.Combine(folder, name)}  {content.Length:N0} bytes");
}

return 0;
