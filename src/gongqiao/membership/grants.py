"""Who may see and do what. A superior sees how many, never who."""

from gongqiao.delegations.grants import DELEGATES, delegable
from gongqiao.exports import grants as exports
from gongqiao.kernel.authority import SELF, Permission, Reach, grants
from gongqiao.organisations.grants import CADRE, CLERK, COMMITTEE, INSTALLER, OFFICER, SECURITY_ADMIN
from gongqiao.people.grants import CORRECT, REGISTER, REVEAL, TIE
from gongqiao.people.grants import SEE as SEE_FACTS

APPLY = Permission("membership.apply", "申请入会")
SEE_APPLICATION = Permission("membership.see_application", "查看入会申请")
REVIEW = Permission("membership.review", "审查入会申请")
PRE_ADMIT = Permission("membership.pre_admit", "先行准予入会")
RESOLVE = Permission("membership.resolve", "登记入会决议")
SEE_PERSON = Permission("membership.see_person", "查看会员")
COUNT = Permission("membership.count", "查看会员数")
ENROL = Permission("membership.enrol", "批量登记会员")
ASK_TO_MOVE = Permission("membership.ask_to_move", "申请转会")
SEE_TRANSFER = Permission("membership.see_transfer", "查看转会")
RELEASE = Permission("membership.release", "办理会籍转出")
TAKE_IN = Permission("membership.take_in", "办理会籍接收")
RULE = Permission("membership.rule", "决定转会")

UNION = (*COMMITTEE, OFFICER, CLERK, CADRE)
HERE = dict.fromkeys(UNION, Reach.HERE)

grants(
    (APPLY, {SELF: Reach.SELF}),
    (SEE_APPLICATION, {SELF: Reach.SELF, **HERE}),
    (REVIEW, HERE),
    (PRE_ADMIT, dict.fromkeys(DELEGATES, Reach.HERE)),
    (RESOLVE, HERE),
    (ENROL, {**HERE, INSTALLER: Reach.PLATFORM}),
    (SEE_PERSON, {SELF: Reach.SELF, **HERE}),
    (COUNT, dict.fromkeys(UNION, Reach.ALL)),
    # Of a transfer the old union, the new one and, once it is to decide, the one above both: each in its own name.
    (ASK_TO_MOVE, {SELF: Reach.SELF}),
    (SEE_TRANSFER, HERE),
    (RELEASE, HERE),
    (TAKE_IN, HERE),
    (RULE, HERE),
    # Admission makes an applicant a person of the union, and her account hers.
    (REGISTER, HERE),
    (TIE, HERE),
    (SEE_FACTS, HERE),
    (REVEAL, HERE),
    (CORRECT, HERE),
    # Whoever sees persons in the ledgers of her union may take them away, and fetches only what she took herself.
    (exports.EXPORT, HERE),
    (exports.SEE, HERE),
    (exports.FETCH, dict.fromkeys(UNION, Reach.SELF)),
    (exports.APPROVE, dict.fromkeys(exports.APPROVERS, Reach.HERE)),
    (exports.SEE_ALARM, {SECURITY_ADMIN: Reach.PLATFORM}),
)
# How many rows go at once with a second person's approval. No text gives a number; these are the platform's own.
exports.cap(CLERK, OFFICER, rows=2_000)
exports.cap(*COMMITTEE, rows=5_000)
exports.cap(CADRE, rows=10_000)
delegable(PRE_ADMIT)
