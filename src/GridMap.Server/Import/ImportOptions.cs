using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace GridMap.Server.Import;

/// <summary>Bounds of what is imported; configuration section <c>Import</c>.</summary>
internal sealed class ImportOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Import";

    /// <summary>Largest file, and largest content of a packed one, in bytes; 500 MB, 1 kB to 4 GB.</summary>
    [Range(1_000, 4_000_000_000)]
    public long MaxFileBytes { get; set; } = 500_000_000;

    /// <summary>
    /// How long a request waits for an import or a preview to end, in seconds; then it answers 202, and the work goes on.
    /// 0 to 30, 1.5 by default.
    /// </summary>
    [Range(0.0, 30.0)]
    public double WaitSeconds { get; set; } = 1.5;

    /// <summary><see cref="WaitSeconds"/> as a time.</summary>
    public TimeSpan Wait => TimeSpan.FromSeconds(WaitSeconds);

    /// <summary>As configured, for a command that runs without the server.</summary>
    /// <exception cref="OptionsValidationException">A value is out of its range.</exception>
    public static ImportOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<ImportOptions>() ?? new();
        var check = new DataAnnotationValidateOptions<ImportOptions>(name: null).Validate(null, options);
        return check.Failed ? throw new OptionsValidationException(Section, typeof(ImportOptions), check.Failures) : options;
    }
}
