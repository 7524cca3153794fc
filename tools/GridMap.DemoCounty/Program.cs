using GridMap.DemoCounty;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: GridMap.DemoCounty FOLDER (the shipped county is in data/grids)");
    return 2;
}

Directory.CreateDirectory(folder);
foreach (var (name, content) in DemoCountyMaker.MakeFiles())
{
    File.WriteAllBytes(Path.Combine(folder, name), content);
    Console.WriteLine($"{name}  {content.Length:N0} bytes");
}

return 0;
