namespace GridMap.DemoCounty.Content;

/// <summary>A category of problem, with what people write about it.</summary>
/// <param name="Name">As the code tables of city management call it.</param>
/// <param name="Weight">How common it is.</param>
/// <param name="Scene">Where it occurs: s streets, m markets, v villages, r rivers.</param>
/// <param name="Bureau">Who puts it right; empty: the town it lies in.</param>
/// <param name="HoursAllowed">The time limit.</param>
/// <param name="Texts">Descriptions.</param>
internal sealed record IssueKind(string Name, double Weight, string Scene, string Bureau, int HoursAllowed, params string[] Texts)
{
    public static readonly IssueKind[] All =
    [
        new("暴露垃圾", 15, "smv", "县环卫中心", 24, "垃圾桶满溢，周边散落生活垃圾", "生活垃圾未及时清运，有异味", "绿化带旁堆放袋装垃圾"),
        new("积存垃圾渣土", 7, "sv", "县环卫中心", 96, "装修垃圾堆放多日未清理", "路边积存渣土约两方", "拆除后砖渣未外运"),
        new("道路不洁", 9, "sm", "县环卫中心", 12, "路面有油污和果皮纸屑", "雨后泥浆带上路面", "路面遗撒砂石"),
        new("水域不洁", 3, "r", "县水务局", 96, "河面有漂浮物", "岸坡散落白色垃圾", "排水口附近有淤积垃圾"),
        new("乱堆物堆料", 9, "sv", "县城管局", 48, "人行道堆放建材", "门前堆放杂物影响通行", "楼道口堆放废旧家具"),
        new("店外经营", 11, "sm", "县城管局", 24, "商户占用人行道摆放货架", "餐饮店占道摆放桌椅", "店门外加工作业"),
        new("无照游商", 7, "m", "县城管局", 12, "流动摊贩占道售卖水果", "三轮车占道经营", "早餐摊点收摊后地面油污"),
        new("机动车乱停", 9, "sm", "县交警大队", 12, "人行道停放小型汽车", "消防通道被占", "路口转角处违停"),
        new("非机动车乱停", 6, "sm", "县城管局", 24, "电动车占压盲道", "共享单车堆积路口"),
        new("非法小广告", 6, "s", "县城管局", 24, "电线杆粘贴小广告", "墙面喷涂小广告未覆盖", "楼道内小广告成片"),
        new("绿地脏乱", 4, "s", "县住建局", 72, "绿化带内有枯枝和垃圾", "绿地被踩踏，黄土裸露"),
        new("路面破损", 4, "s", "县住建局", 168, "路面坑槽积水", "人行道砖松动缺失", "路沿石缺失"),
        new("旱厕未改造", 3, "v", "", 2_160, "旱厕无人管护，异味大", "旱厕粪污外溢", "旱厕已停用未拆除"),
        new("敞口垃圾池", 4, "v", "", 720, "敞口垃圾池未取缔，蚊蝇多", "垃圾池满溢，周边散落垃圾"),
        new("垃圾箱无盖", 3, "sv", "县环卫中心", 72, "垃圾箱盖缺失", "垃圾箱破损，污水外流"),
        new("私搭乱建", 2, "sv", "县自然资源局", 720, "屋顶加建彩钢棚", "占用公共通道搭建棚房"),
        new("马路市场占道经营", 2, "m", "县城管局", 48, "马路市场占用车行道", "散市后垃圾未清理"),
    ];
}
