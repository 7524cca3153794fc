using System.Xml.Linq;

namespace GridMap.Server.Import.Files.Xml;

/// <summary>An element that becomes a row; its elements have their local names alone.</summary>
/// <param name="Line">Where it starts, from 1.</param>
/// <param name="Element">Its content, as much as was kept.</param>
/// <param name="IsTooLarge">Whether it is larger than a feature may be.</param>
internal readonly record struct XmlFeature(int Line, XElement Element, bool IsTooLarge);
