using GridMap.Contracts.Facilities;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Issues;
using GridMap.Contracts.Units;

namespace GridMap.Server.Import.Uploads;

/// <summary>Fields in which one of a few words has to stand, and what lists kept by people write instead.</summary>
internal static class FieldWords
{
    private static readonly Dictionary<(string Layer, string Field), IReadOnlyDictionary<string, string[]>> All = new()
    {
        [("facilities", "kind")] = FacilityKind.All.ToDictionary(kind => kind.Code, kind => new[] { kind.Chinese, kind.English }),
        [("facilities", "state")] = Words(
            (FacilityState.Existing, "现存 存在 在用 正常 使用中 未清零 未清理 未拆除"),
            (FacilityState.Cleared, "已清零 清零 已清理 已拆除 拆除 已改造 已取缔 已关闭 已整治")),
        [("issues", "severity")] = Words(("1", "轻微 较轻 低 minor low"), ("2", "一般 普通 中 ordinary medium"), ("3", "严重 重大 紧急 高 serious high")),
        [("issues", "source")] = Source(),
        [("issues", "status")] = Words(
            (IssueStatus.Open, "未办结 未整改 未解决 未完成 待处理 待整改 待办 处理中 整改中 办理中 逾期 new pending"),
            (IssueStatus.Resolved, "已办结 办结 已整改 已解决 已完成 完成 已处理 结案 已结案 已销号 销号 closed done")),
        [("grids", "level")] = Words(
            (GridLevel.Town, "镇 乡 街道 乡镇 乡镇街道 镇街"), (GridLevel.Community, "社区 村 村社区 行政村 村居"),
            (GridLevel.Responsibility, "网格 责任网格"), (GridLevel.Unit, "单元网格 基础网格 微网格")),
        [("streets", "class")] = Words(
            ("main", "主干道 主干路 主街 主要街道 主次干道"), ("secondary", "次干道 次干路 支路 次要街道 一般街道"),
            ("lane", "背街小巷 小巷 巷道 巷 胡同"), ("river", "河道 河流 河 沟渠 水系")),
        [("units", "kind")] = Words(
            (UnitKind.Territorial, "属地 块 乡镇 街道 镇街 社区 村"), (UnitKind.Functional, "职能 条 部门 职能部门 行业部门 县直部门"),
            (UnitKind.Person, "人员 个人 领导 联系人")),
    };

    /// <summary>The words that may stand in a field; null where any text may.</summary>
    public static IReadOnlyList<string>? Of(string layer, string field) => All.TryGetValue((layer, field), out var words) ? [.. words.Keys] : null;

    /// <summary>What a file's word stands for; null where nobody can tell.</summary>
    public static string? Guess(string layer, string field, string word) =>
        All.TryGetValue((layer, field), out var words)
            ? words.FirstOrDefault(known => Same(known.Key, word) || known.Value.Any(synonym => Same(synonym, word))).Key
            : null;

    private static bool Same(string one, string other) => string.Equals(one, other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string[]> Words(params (string Word, string Synonyms)[] words) =>
        words.ToDictionary(word => word.Word, word => word.Synonyms.Split(' '));

    private static Dictionary<string, string[]> Source() => IssueSource.All.Zip<string, string>(
        ["巡查 日常巡查 自查 网格员巡查 网格员", "上级检查 上级督查 督查 检查", "暗访 明察暗访", "12345 热线 12345热线 市民热线 投诉", "清单 交办 交办清单 台账", "其他 其它"])
        .ToDictionary(source => source.First, source => source.Second.Split(' '));
}
