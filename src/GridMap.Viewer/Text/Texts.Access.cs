namespace GridMap.Viewer.Text;

/// <summary>Signing in, accounts, grants and the audit.</summary>
internal sealed partial class Texts
{
    // Signing in
    public string SignIn => Say("登录", "Sign in");
    public string SigningIn => Say("正在登录…", "Signing in…");
    public string SignInHint => Say("请使用管理员发给您的账号。", "Use the account that your administrator gave you.");
    public string SignOut => Say("退出登录", "Sign out");
    public string AccountName => Say("账号", "Account name");
    public string Password => Say("密码", "Password");
    public string Show => Say("显示", "Show");
    public string Hide => Say("隐藏", "Hide");
    public string MustAccountName => Say("请填写账号", "Type your account name");
    public string MustPassword => Say("请填写密码", "Type the password");
    public string SessionEnded => Say("登录已失效,请重新登录", "Your session has ended: sign in again");
    public string SessionEndedHint => Say("您填写的内容还在,登录后会接着提交。", "What you typed is still there, and goes on once you have signed in.");
    public string LeavePage => Say("不再继续,回到登录页", "Leave this page instead");

    // One's own account
    public string PasswordAndKeys => Say("密码与密钥", "Password and keys");
    public string CurrentPassword => Say("当前密码", "Current password");
    public string NewPassword => Say("新密码", "New password");
    public string NewPasswordRule => Say("至少 12 个字符;不能是常见或泄露过的密码。几个词连起来既好记又安全。", "At least 12 characters, and none that is common or was leaked. A few words in a row are easy to remember.");
    public string ChangePassword => Say("修改密码", "Change the password");
    public string PasswordChanged => Say("密码已修改,其他设备上的登录已失效", "The password was changed; other sessions have ended");
    public string WrongCurrentPassword => Say("当前密码不对。", "The current password is wrong.");
    public string MustBeLong => Say("新密码至少 12 个字符", "The new password needs at least 12 characters");
    public string MustBeNew => Say("新密码不能与当前密码相同", "The new password has to differ from the current one");
    public string NewPasswordFirst => Say("请先设置自己的密码", "Choose a password of your own first");
    public string NewPasswordFirstHint => Say("当前密码是管理员生成的,只用于第一次登录。", "The present one was made by an administrator, for the first time only.");
    public string MyRoles => Say("我的角色", "My roles");
    public string MyArea => Say("我的区域", "My area");
    public string NotYourArea => Say("不在您的负责范围内,看不到具体问题。", "This lies outside your area: its issues are not yours to see.");
    public string NoCountyOfYours => Say("您还没有加入任何县区", "You belong to no county yet");
    public string NoCountyOfYoursHint => Say("请联系管理员把您加入县区并授权。", "Ask an administrator to make you a member and to grant you a role.");
    public string NoRole => Say("尚未授权:只能查看网格和密度", "No role yet: grids and densities only");
    public string ServerAdministrator => Say("系统管理员 · 全部县区", "Administrator of the server");
    public string WholeCounty => Say("全县", "Whole county");

    // Keys
    public string Keys => Say("程序密钥", "Keys for programs");
    public string KeysHint => Say("供 QGIS、GDAL 等程序使用,权限不超过您本人。", "For QGIS, GDAL and the like; a key may never do more than you.");
    public string NewKey => Say("新建密钥", "Make a key");
    public string KeyLabel => Say("用途", "What it is for");
    public string KeyCounty => Say("可用于", "May be used for");
    public string AllMyCounties => Say("我的全部县区", "All my counties");
    public string KeyReadOnly => Say("只能读取", "May only read");
    public string ReadAndWrite => Say("可读写", "Reads and writes");
    public string ValidFor => Say("有效期", "Valid for");
    public string ValidUntil => Say("有效期至", "valid until");
    public string NoKeys => Say("还没有密钥", "No keys yet");
    public string SecretOnce => Say("请立即复制,关闭后不再显示。", "Copy it now: it is not shown again.");
    public string YourNewKey => Say("新密钥", "The new key");
    public string Copy => Say("复制", "Copy");
    public string Copied => Say("已复制", "Copied");
    public string Revoke => Say("撤销", "Revoke");
    public string Revoked => Say("已撤销", "Revoked");
    public string MustLabel => Say("请填写用途", "Say what it is for");
    public string Sure => Say("确定?", "Sure?");

    // People
    public string People => Say("人员与权限", "People and grants");
    public string Grants => Say("授权", "Grants");
    public string Members => Say("成员", "Members");
    public string Accounts => Say("账号", "Accounts");
    public string AddGrant => Say("新增授权", "Grant a role");
    public string Role => Say("角色", "Role");
    public string GrantTo => Say("授予", "Granted to");
    public string Person => Say("个人", "A person");
    public string WholeUnit => Say("整个单位", "A whole unit");
    public string GrantArea => Say("范围", "Where");
    public string PickAreaHint => Say("在地图上点选,或按编号、名称查找", "Tap it on the map, or find it by code or name");
    public string OnlyWholeCounty => Say("此角色在全县范围有效。", "This role holds in the whole county.");
    public string LevelTown => Say("镇街", "Town");
    public string LevelCommunity => Say("社区", "Community");
    public string LevelResponsibility => Say("网格", "Grid");
    public string FindArea => Say("查找区域", "Find an area");
    public string TakeWholeCounty => Say("改为全县", "Take the whole county");
    public string Granted => Say("已授权", "Granted");
    public string GrantRevoked => Say("授权已撤销", "The grant was revoked");
    public string NoGrants => Say("还没有授权。成员只能看网格和密度。", "No grants yet. Members see grids and densities only.");
    public string NoMembers => Say("这个县区还没有成员。", "This county has no members yet.");
    public string AreaGone => Say("没有此编号的区域,授权无效", "no grid has this code: it gives nothing");
    public string AddMember => Say("加入成员", "Add a member");
    public string MemberAdded => Say("已加入", "Added to the county");
    public string RemoveMember => Say("移出", "Remove");
    public string MemberRemoved => Say("已移出,其授权一并撤销", "Removed, with every grant");
    public string NewAccount => Say("新建账号", "Add an account");
    public string DisplayName => Say("姓名", "What the person is called");
    public string IsServerAdministrator => Say("系统管理员(全部权限)", "Administrator of the server (may do everything)");
    public string AlsoMember => Say("同时加入本县区", "Also a member of this county");
    public string Disable => Say("停用", "Disable");
    public string Enable => Say("启用", "Enable");
    public string Disabled => Say("已停用", "Disabled");
    public string Enabled => Say("已启用", "Enabled");
    public string DemoAccount => Say("演示", "Demo");
    public string ResetPassword => Say("重置密码", "Reset the password");
    public string MustChange => Say("待改密码", "has to change the password");
    public string LastSeen => Say("最近使用", "last seen");
    public string NeverSeen => Say("从未登录", "never signed in");
    public string RandomPassword => Say("随机密码", "Random password");
    public string NoAccountsToAdd => Say("所有账号都已是成员。", "Every account is a member already.");
    public string MustPerson => Say("请选择人员", "Choose a person");
    public string MustUnit => Say("请选择单位", "Choose a unit");
    public string MustArea => Say("请选择范围", "Choose an area");

    // Audit
    public string Audit => Say("操作记录", "Audit");
    public string AuditCounty => Say("本县区", "This county");
    public string AuditServer => Say("系统(登录、账号)", "Server: sign-in, accounts");
    public string Who => Say("人员", "Who");
    public string Anyone => Say("任何人", "anyone");
    public string What => Say("操作", "What");
    public string Outcome => Say("结果", "Outcome");
    public string DoneOutcome => Say("完成", "Done");
    public string RefusedOutcome => Say("被拒绝", "Refused");
    public string AnyOutcome => Say("全部", "Any");
    public string FromDay => Say("自", "From");
    public string ToDay => Say("至", "Until");
    public string NotSignedIn => Say("未登录", "not signed in");
    public string FromAddress => Say("来自", "from");
    public string LoadMore => Say("加载更多", "Load more");
    public string NoEntries => Say("没有符合条件的记录", "Nothing fits these filters");
    public string Before => Say("之前", "Before");
    public string After => Say("之后", "After");
    public string ClearFilters => Say("清除条件", "Clear the filters");

    /// <summary>What a role is called.</summary>
    public string RoleName(string role) => role switch
    {
        Contracts.Access.Role.Administrator => Say("县区管理员", "Administrator of the county"),
        Contracts.Access.Role.Office => Say("创卫办", "Office"),
        Contracts.Access.Role.Leader => Say("领导", "Leader"),
        Contracts.Access.Role.Viewer => Say("查看", "Viewer"),
        Contracts.Access.Role.Planner => Say("设施规划", "Planner"),
        Contracts.Access.Role.GridLead => Say("牵头单位", "Grid lead"),
        Contracts.Access.Role.Inspector => Say("巡查员", "Inspector"),
        Contracts.Access.Role.Department => Say("责任单位", "Department"),
        _ => role,
    };

    /// <summary>What a role lets somebody do, in one line.</summary>
    public string RoleMeaning(string role) => role switch
    {
        Contracts.Access.Role.Administrator => Say("全部操作,包括人员、授权和操作记录", "Everything, people, grants and the audit included"),
        Contracts.Access.Role.Office => Say("全县:导入、上报、派遣、核查、销号", "County-wide: imports, reports, dispatches, checks, strikes off"),
        Contracts.Access.Role.Leader => Say("查看问题、设施和运行情况", "Sees issues, facilities and how things run"),
        Contracts.Access.Role.Viewer => Say("查看问题和设施", "Sees issues and facilities"),
        Contracts.Access.Role.Planner => Say("查看问题,登记和清零设施", "Sees issues, records and clears facilities"),
        Contracts.Access.Role.GridLead => Say("在范围内上报、修改问题和设施", "Reports and edits issues and facilities in the area"),
        Contracts.Access.Role.Inspector => Say("在范围内巡查上报、修改问题和设施", "Reports and edits from the street, in the area"),
        Contracts.Access.Role.Department => Say("处理派给本单位的问题", "Deals with the issues assigned to the unit"),
        _ => role,
    };

    public string AccountOf(string name) => Say($"账号:{name}", $"Account of {name}");

    public string Changes(int number) => Say($"{number} 处内容", number == 1 ? "1 value" : $"{number} values");

    public string Days(int days) => Say($"{days} 天", $"{days} days");

    public string TooManyAttempts(TimeSpan wait) => wait.TotalSeconds < 90
        ? Say($"尝试次数过多,请 {(int)wait.TotalSeconds} 秒后再试。", $"Too many attempts. Try again in {(int)wait.TotalSeconds} seconds.")
        : Say($"尝试次数过多,请 {(int)Math.Ceiling(wait.TotalMinutes)} 分钟后再试。", $"Too many attempts. Try again in {(int)Math.Ceiling(wait.TotalMinutes)} minutes.");

    /// <summary>What an audited action is called: its kind of thing, then what was done; unknown ones by their code.</summary>
    public string AuditAction(string action)
    {
        var parts = action.Split('.', 2);
        return parts is [var thing, var done] && ThingName(thing) is { } name && DoneName(done) is { } verb
            ? Say($"{name}:{verb}", $"{name}: {verb}")
            : action;
    }

    /// <summary>The kinds of things whose changes are audited; for the filter.</summary>
    public IEnumerable<(string Code, string Name)> AuditedThings =>
        new[] { "issue", "facility", "import", "density", "session", "account", "member", "grant", "key", "grid", "unit", "responsibility", "departments", "request" }.Select(code => (code, ThingName(code)!));

    /// <summary>What a member of an audited thing is called; unknown ones by their own name.</summary>
    public string AuditMember(string member) => member.Split('.')[^1].Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "accountid" => Say("账号编号", "Account id"),
        "accountname" => AccountName,
        "name" => Name,
        "displayname" => DisplayName,
        "role" => Role,
        "areacode" => Say("范围编号", "Area code"),
        "areaname" => GrantArea,
        "unitcode" => Say("单位编号", "Unit code"),
        "unitname" => Unit,
        "leadunitcode" => LeadUnit,
        "members" => MemberUnits,
        "leaders" => Leaders,
        "contacts" => Contacts,
        "parentunitcode" => ParentUnit,
        "phone" => Phone,
        "isdisabled" => Disabled,
        "isadministrator" => Say("系统管理员", "Server administrator"),
        "isdemo" => DemoAccount,
        "isreadonly" => KeyReadOnly,
        "label" => KeyLabel,
        "countycode" => County,
        "createdat" => Say("创建时间", "Created"),
        "expiresat" => ValidUntil,
        "reason" => Reason,
        "useragent" => Say("浏览器", "Browser"),
        "filename" => Say("文件", "File"),
        "layer" => ImportLayer,
        "category" => Category,
        "description" => Description,
        "severity" => Severity,
        "address" => Address,
        "source" => Source,
        "status" or "state" => Status,
        "dueat" => DueAt,
        "resolvedat" => ResolvedAt,
        "kind" => Kind,
        "openinghours" => OpeningHours,
        "clearedon" => ClearedOn,
        "clearedoutcome" => ClearedOutcome,
        "gridcode" => Grid,
        "rowsread" => RowsRead,
        "rowsadded" => RowsAdded,
        "rowsupdated" => RowsUpdated,
        "rowsrefused" => RowsRefused,
        "path" => Say("请求地址", "Path"),
        "method" => Say("请求方法", "Method"),
        "problem" => Reason,
        "attempts" => Say("次数", "Attempts"),
        "since" => FromDay,
        "until" => ToDay,
        "member" => Members,
        _ => member,
    };

    private string? ThingName(string thing) => thing switch
    {
        "issue" => Say("问题", "Issue"),
        "facility" => Say("设施", "Facility"),
        "import" => Say("导入", "Import"),
        "density" => Say("密度", "Density"),
        "session" => Say("登录", "Sign-in"),
        "account" => Say("账号", "Account"),
        "password" => Say("密码", "Password"),
        "member" => Say("成员", "Member"),
        "grant" => Say("授权", "Grant"),
        "key" => Say("密钥", "Key"),
        "request" => Say("请求", "Request"),
        "grids" or "grid" => Say("网格", "Grid"),
        "unit" => Say("单位与责任人", "Unit"),
        "responsibility" => Say("县级责任", "County's own unit"),
        "departments" => Say("条线部门", "Departments"),
        "county" => Say("县区", "County"),
        "audit" => Say("操作记录", "Audit"),
        "demo" => Say("演示数据", "Demo data"),
        _ => null,
    };

    private string? DoneName(string done) => done switch
    {
        "added" => Say("新增", "added"),
        "edited" or "changed" => Say("修改", "edited"),
        "deleted" => Say("删除", "deleted"),
        "removed" => Say("移除", "removed"),
        "revoked" => Say("撤销", "revoked"),
        "resolved" => Say("解决", "resolved"),
        "reopened" => Say("重新打开", "reopened"),
        "cleared" => Say("清零", "cleared"),
        "restored" => Say("恢复", "restored"),
        "imported" => Say("导入", "imported"),
        "published" => Say("入库", "published"),
        "withdrawn" => Say("撤回", "withdrawn"),
        "refused" => Say("被拒绝", "refused"),
        "begun" or "started" or "opened" => Say("开始", "begun"),
        "ended" or "closed" => Say("结束", "ended"),
        "reset" or "password-reset" => Say("重置密码", "password reset"),
        "password-changed" => Say("修改密码", "password changed"),
        "disabled" => Say("停用", "disabled"),
        "enabled" => Say("启用", "enabled"),
        "breaks" or "breaks-chosen" => Say("分级", "class breaks"),
        "reassigned" => Say("改归网格", "reassigned"),
        "recounted" => Say("重新统计", "recounted"),
        _ => null,
    };
}
