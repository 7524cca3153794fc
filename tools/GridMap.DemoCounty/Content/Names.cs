using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Content;

/// <summary>Made-up names; that some exist somewhere is the way of Chinese place names.</summary>
internal static class Names
{
    public const string CountyCode = "999901";
    public const string CountyName = "示范县";

    public static readonly string[] Villages =
        ["杨家湾", "石板坡", "黄泥塘", "双河口", "桃花", "松林", "竹园", "枣树坪", "高桥", "新民", "永丰", "太平", "红星", "东风", "胜利",
        "清泉", "观音岩", "长岭", "凤凰", "白鹤", "金鸡", "马鞍", "牛角", "五里", "八角", "荷花", "梨园", "古井", "茶店", "麻柳"];

    /// <summary>Towns by code: 001 to 099 subdistricts, 100 to 199 towns, 200 to 399 townships.</summary>
    public static readonly Town[] Towns =
    [
        new("001", "城关街道", new(500, 500), ["西街", "文庙", "书院", "钟楼", "北门", "盐市", "米市", "河街", "石桥", "东街"], ["北郊", "北坪", "石马", "龙桥"]),
        new("002", "新城街道", new(2_900, 700), ["朝阳", "学府", "锦绣", "体育场", "迎宾", "东湖"], ["东郊", "湖山", "新塘", "水碾"]),
        new("003", "城南街道", new(-700, -1_500), ["柳溪桥", "油坊", "沙堰", "竹市", "城南", "渡口", "粮站", "南门", "纺织", "滨河"], ["南郊", "沙湾", "白塔", "三河", "罗坝", "灯杆"]),
        new("100", "河西镇", new(-6_200, 1_900), ["河西新街", "河西", "河西老街", "凉水井", "桥头"], ["双河口", "杨家湾", "石板坡", "高桥", "桃花", "新民", "土门", "关口"]),
        new("101", "柳林镇", new(-7_300, -4_300), ["柳林老街", "柳林", "柳林新街"], ["黄泥塘", "枣树坪", "麻柳", "松林", "长岭", "柏树"]),
        new("102", "青石镇", new(7_100, 5_000), ["青石老街", "青石", "青石新街"], ["白鹤", "凤凰", "金鸡", "竹园", "茶店", "八角", "石堰"]),
        new("103", "龙泉镇", new(1_500, 6_900), ["龙泉老街", "龙泉", "龙泉新街"], ["清泉", "观音岩", "太平", "永丰", "荷花", "泉水"]),
        new("200", "大坪乡", new(8_200, -2_200), ["大坪", "大坪新街", "大坪上街"], ["马鞍", "红星", "五里", "梨园", "牛角", "胜利", "东风"]),
    ];

    public static readonly string[] StreetStems =
        ["和平", "团结", "光明", "新华", "文昌", "朝阳", "迎宾", "振兴", "富康", "学府", "桂花", "玉兰", "银杏", "梧桐", "青年", "民主", "育才", "长青", "永安",
        "福寿", "仁和", "春晖", "金桥", "石桥", "钟楼", "鼓楼", "文庙", "书院", "粮站", "盐市", "草市", "米市", "竹市", "马市", "染坊", "油坊", "铁匠", "豆腐",
        "水井", "槐树", "榕树", "柳荫", "荷塘", "菜园", "车站", "邮政", "卫校", "体育场", "电影院", "纺织", "丝厂", "锦绣", "翠竹", "松柏", "安居", "康宁", "书香", "桑园", "半边", "丁字"];

    /// <param name="Code">Three digits.</param>
    /// <param name="Name">With its rank.</param>
    /// <param name="Middle">Metres.</param>
    /// <param name="Communities">Urban communities, from west to east.</param>
    /// <param name="Villages">Its villages.</param>
    internal sealed record Town(string Code, string Name, Coordinate Middle, string[] Communities, string[] Villages)
    {
        public bool IsSubdistrict => string.CompareOrdinal(Code, "100") < 0;
    }
}
