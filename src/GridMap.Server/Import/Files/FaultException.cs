namespace GridMap.Server.Import.Files;

/// <summary>A row's geometry cannot be built; the message is one sentence.</summary>
internal sealed class FaultException(string sentence) : Exception(sentence);
