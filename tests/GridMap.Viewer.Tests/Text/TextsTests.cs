using System.Reflection;
using System.Text.RegularExpressions;
using GridMap.Contracts.Access;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Issues;
using GridMap.Viewer.Text;

namespace GridMap.Viewer.Tests.Text;

public sealed partial class TextsTests
{
    private static readonly Texts Chinese = new(Language.Chinese);
    private static readonly Texts English = new(Language.English);

    private static IEnumerable<PropertyInfo> Sentences =>
        typeof(Texts).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(text => text.PropertyType == typeof(string));

    [Fact]
    public void Every_sentence_is_said_in_both_languages()
    {
        Assert.True(Sentences.Count() > 100);
        Assert.All(Sentences, sentence =>
        {
            var (chinese, english) = ((string)sentence.GetValue(Chinese)!, (string)sentence.GetValue(English)!);
            Assert.NotEmpty(chinese);
            Assert.NotEmpty(english);
            Assert.NotEqual(chinese, english);
            if (sentence.Name == nameof(Texts.SwitchLanguage)) return;
            Assert.True(chinese.Any(IsHan), $"{sentence.Name} is not said in Chinese: {chinese}");
            Assert.False(english.Any(IsHan), $"{sentence.Name} is not said in English: {english}");
        });
    }

    [Fact]
    public void Words_the_server_sends_are_said_in_both_languages()
    {
        Assert.All(FacilityKind.All, kind => Differ(text => text.KindName(kind.Code), kind.Code));
        Assert.All(IssueSource.All, source => Differ(text => text.SourceName(source), source));
        foreach (var layer in new[] { "grids", "facilities", "issues", "streets", "units" }) Differ(text => text.LayerName(layer), layer);
        foreach (var status in new[] { "running", "published", "refused", "rehearsed", "failed", "withdrawn" })
            Differ(text => text.ImportStatus(status), status);
        foreach (var action in new[]
                 { "added", "edited", "resolved", "reopened", "cleared", "restored", "deleted", "reassigned", "imported", "withdrawn" })
            Differ(text => text.ActionName(action), action);
        Assert.All(Role.All, role => Differ(text => text.RoleName(role), role));
        Assert.All(Role.All, role => Differ(text => text.RoleMeaning(role), role));
        foreach (var action in new[] { "issue.added", "import.withdrawn", "session.refused", "grant.removed", "key.revoked", "member.edited" })
            Differ(text => text.AuditAction(action), action);
    }

    [Fact]
    public void Every_type_of_problem_has_its_sentence()
    {
        var types = TypeInTable.Matches(File.ReadAllText(FromTop("docs", "problems.md"))).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("sign-in-required", types);
        Assert.All(types, type => Differ(text => text.KnownProblem(type) ?? "", type));
    }

    [Theory]
    [InlineData("changed-meanwhile", "他人刚刚修改过,请看最新内容。(It stands at revision 4 now.)")]
    [InlineData("a-type-of-tomorrow", "操作没有成功。(It stands at revision 4 now.)")]
    public void Problem_is_told_in_Chinese_by_its_type(string type, string expected) =>
        Assert.Equal(expected, Chinese.Problem($"urn:gridmap:problem:{type}", "It stands at revision 4 now."));

    [Theory]
    [InlineData(0.4, "超期 24 分", "24 min overdue")]
    [InlineData(6, "超期 6 时", "6 h overdue")]
    [InlineData(47.9, "超期 47 时", "47 h overdue")]
    [InlineData(48, "超期 2 天", "2 d overdue")]
    public void Overdue_is_told_in_minutes_hours_or_days(double hours, string chinese, string english)
    {
        Assert.Equal(chinese, Chinese.Overdue(TimeSpan.FromHours(hours)));
        Assert.Equal(english, English.Overdue(TimeSpan.FromHours(hours)));
    }

    private static void Differ(Func<Texts, string> say, string code)
    {
        Assert.NotEqual(say(Chinese), say(English));
        Assert.NotEqual(code, say(Chinese));
        Assert.Contains(say(Chinese), IsHan);
        Assert.DoesNotContain(say(English), IsHan);
    }

    private static string FromTop(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GridMap.sln"))) folder = folder.Parent!;
        return Path.Combine([folder.FullName, .. path]);
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \| \d", RegexOptions.Multiline)]
    private static partial Regex TypeInTable { get; }

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';
}
