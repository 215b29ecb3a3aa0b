"""The roles of the platform, and who may found, move, appoint and see."""

from gongqiao.kernel.authority import SELF, Permission, Reach, grants, role
from gongqiao.people import grants as people

CHAIR = role("chair", "工会主席")
VICE_CHAIR = role("vice-chair", "工会副主席")
OFFICER = role("officer", "专职干事")
CLERK = role("clerk", "工会经办人")
CADRE = role("cadre", "工会干部")
WOMEN_CHAIR = role("women-chair", "女职工委员会主任")
JOINT_CHAIR = role("joint-chair", "联合工会主席")
VESSEL_CHAIR = role("vessel-chair", "船上工会主席")
DELEGATE = role("delegate", "职工代表", face="market", staff=False)
SCRUTINEER = role("scrutineer", "监票人", face="market", staff=False)
RECORDER = role("recorder", "记录员", face="market", staff=False)
BOSS = role("boss", "法定代表人", face="employer")
HR = role("hr", "人力资源负责人", face="employer")
CAPTAIN = role("captain", "船长", face="employer", staff=False)
OWNER = role("owner", "小微企业负责人", face="employer", staff=False)
PARTY = role("party-org", "党组织书记")
GUIDE = role("guide", "工资集体协商指导员")
CHAMBER = role("chamber", "行业协会代表", face="employer")
REVIEWER = role("reviewer", "劳动行政部门审查人")
PUBLISHER = role("publisher", "群团服务发布人")
VENUE_OPERATOR = role("venue-operator", "阵地运营人")
DEVELOPER = role("developer", "子场景开发者")
GOV_OFFICE = role("gov-office", "政府联席会议办公室")
INSTALLER = role("installer", "安装部署人")
SYSTEM_ADMIN = role("system-admin", "系统管理员")
SECURITY_ADMIN = role("security-admin", "安全管理员")
AUDIT_ADMIN = role("audit-admin", "审计管理员")

COMMITTEE = (CHAIR, VICE_CHAIR, JOINT_CHAIR, VESSEL_CHAIR)
UNION_SIDE = (*COMMITTEE, OFFICER, CLERK, CADRE, WOMEN_CHAIR)
POSTS = (CHAIR, VICE_CHAIR, JOINT_CHAIR, WOMEN_CHAIR, OFFICER, CLERK, CADRE, GUIDE)
"""What is entered of a union's people; the other roles come with other acts."""

SEE = Permission("organisations.see", "查看工会组织")
SEE_EMPLOYER = Permission("organisations.see_employer", "查看用人单位")
FOUND = Permission("organisations.found", "建立工会组织")
MOVE = Permission("organisations.move", "调整领导关系")
DISSOLVE = Permission("organisations.dissolve", "撤销工会组织")
REGISTER = Permission("organisations.register", "登记用人单位")
APPOINT = Permission("organisations.appoint", "登记任职")
SEE_POST = Permission("organisations.see_post", "查看任职")
BEGIN_TERM = Permission("organisations.begin_term", "登记届期")
POSTPONE = Permission("organisations.postpone", "批准延期换届")
CODE = Permission("organisations.code", "登记工会代码")
OPEN_STATION = Permission("organisations.open_station", "设立站点")

grants(
    (SEE, {**dict.fromkeys(UNION_SIDE, Reach.ALL), INSTALLER: Reach.PLATFORM}),
    (SEE_EMPLOYER, dict.fromkeys((CADRE, OFFICER, CHAIR), Reach.ALL)),
    (FOUND, {CADRE: Reach.ALL, INSTALLER: Reach.PLATFORM}),
    (MOVE, {CADRE: Reach.ALL, INSTALLER: Reach.PLATFORM}),
    (DISSOLVE, {CADRE: Reach.BELOW}),
    (REGISTER, {CADRE: Reach.ALL, OFFICER: Reach.HERE, INSTALLER: Reach.PLATFORM}),
    (APPOINT, {CADRE: Reach.ALL, INSTALLER: Reach.PLATFORM}),
    (SEE_POST, {SELF: Reach.SELF, **dict.fromkeys(UNION_SIDE, Reach.ALL)}),
    (BEGIN_TERM, {CADRE: Reach.ALL, CHAIR: Reach.HERE, INSTALLER: Reach.PLATFORM}),
    (POSTPONE, {CADRE: Reach.BELOW}),
    (CODE, {CADRE: Reach.ALL, **dict.fromkeys((*COMMITTEE, OFFICER, CLERK), Reach.HERE)}),
    (OPEN_STATION, {CADRE: Reach.ALL, JOINT_CHAIR: Reach.HERE, OFFICER: Reach.HERE, INSTALLER: Reach.PLATFORM}),
)
grants((people.SEE_ALARM, {SECURITY_ADMIN: Reach.PLATFORM}))
grants((people.REGISTER, {INSTALLER: Reach.PLATFORM, CADRE: Reach.BELOW}), (people.TIE, {INSTALLER: Reach.PLATFORM}))
grants((SEE_EMPLOYER, dict.fromkeys((BOSS, HR, OWNER), Reach.HERE)), party="employer", line="employer")
