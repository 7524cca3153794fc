using GridMap.Server.Import;

namespace GridMap.Server.Tests.Import;

public sealed class FindingsTests
{
    [Fact]
    public void A_row_with_two_faults_is_refused_once()
    {
        var findings = new Findings();
        findings.Refuse(2, "longitude", null, "no number");
        findings.Refuse(2, "latitude", null, "no number");

        Assert.Equal((1, 2), (findings.Refused, findings.Kept.Count));
    }

    [Fact]
    public void A_file_that_is_wrong_throughout_is_given_up_after_a_million_rows()
    {
        var findings = new Findings();
        for (var line = 1; line <= 1_000_000; line++) findings.Refuse(line, null, null, "no number");

        var refused = Assert.Throws<FileRefusedException>(() => findings.Refuse(1_000_001, null, null, "no number"));

        Assert.Equal("Given up at line 1000001, after a million refused rows; the first: line 1: no number", refused.Message);
        Assert.Equal(1000, findings.Kept.Count);
    }
}
