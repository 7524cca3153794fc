namespace GridMap.Server.Import.Uploads;

/// <summary>An uploaded file's hour was over while somebody looked at it.</summary>
internal sealed class UploadGoneException() : Exception("The file is not kept any more; send it again.");
