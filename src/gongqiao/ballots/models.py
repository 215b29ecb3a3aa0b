"""A secret vote, who may vote in it, who keeps its key, and the box.

What the world reads of a vote stands as the text that is hashed, never put together anew. A ballot is a row without a
person, a moment or a number in turn: it is found by its tracker.
"""

from uuid import UUID, uuid4

from django.db import models
from django.db.models import F, Q

from gongqiao.ballots.flow import CLOSED, COUNTED, OPEN, PREPARING, VOTE
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body
from gongqiao.people.models import Person

CONTRACT, COMMITTEE, FULL = "contract", "committee", "full"
FORMS = {
    CONTRACT: "逐项表决：赞成、不赞成、弃权",
    COMMITTEE: "选举：选不超过应选人数的姓名，可以另选他人",
    FULL: "选举：逐人赞成、不赞成、弃权",
}
GROUPS = {"Ed25519": "Ed25519（推荐）", "BELENIOS-2048": "BELENIOS-2048（可用 Debian 的 belenios-tool 核验）"}
TWO_THIRDS, OVER_HALF, HALF = "two_thirds", "over_half", "half"
QUORUMS = {TWO_THIRDS: "应到人数的三分之二以上参加投票"}
MAJORITIES = {OVER_HALF: "超过应到人数的半数（过半数）", HALF: "达到应到人数的半数（半数以上，含半数）"}
HOUSES = {"own": "本工会", "elected": "职工推选", "above": "上级工会"}


class VoteQuerySet(models.QuerySet["Vote"]):
    def locked(self, pk: UUID) -> "Vote":
        return self.select_for_update(of=("self",)).get(pk=pk)

    def begun(self) -> "VoteQuerySet":
        """Those whose election stands for everybody to read: opened, whatever became of them."""
        return self.exclude(election="")

    def over(self) -> "VoteQuerySet":
        return self.filter(state__in=(CLOSED, COUNTED))


class Vote(models.Model):
    """无记名投票 of one union: what is asked, from when to when, by which rule it is decided, and what came out."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="工会")
    state = models.CharField("状态", max_length=9, choices=list(VOTE.states.items()), default=PREPARING)
    title = models.CharField("名称", max_length=80)
    about = models.CharField("说明", max_length=400, blank=True)
    form = models.CharField("票式", max_length=9, choices=list(FORMS.items()))
    asked = models.JSONField("表决事项")
    candidates = models.JSONField("候选人", default=list)
    seats = models.PositiveSmallIntegerField("应选人数", default=1)
    blank = models.BooleanField("可以投空白票", default=False)
    group = models.CharField("密码群", max_length=13, choices=list(GROUPS.items()))
    method = models.CharField("表决办法", max_length=120)
    revotes = models.BooleanField("截止以前可以重投", default=False)
    quorum = models.CharField("到会规则", max_length=10, choices=list(QUORUMS.items()))
    majority = models.CharField("通过规则", max_length=9, choices=list(MAJORITIES.items()))
    opens_at = models.DateTimeField("开始投票")
    closes_at = models.DateTimeField("截止投票")
    prepared_at = models.DateTimeField("登记时间")
    uuid = models.CharField("选举编号", max_length=22, unique=True)
    trustees = models.TextField("保管人名单原文", blank=True)
    election = models.TextField("选举参数原文", blank=True)
    credentials = models.TextField("公开凭证名册原文", blank=True)
    opened_at = models.DateTimeField("开启时间", null=True)
    roll = models.PositiveIntegerField("应到人数", null=True)
    roll_digest = models.CharField("选民名册摘要", max_length=64, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True)
    came = models.PositiveIntegerField("参加投票人数", null=True)
    tally = models.TextField("密文汇总原文", blank=True)
    counted_at = models.DateTimeField("开票时间", null=True)
    result = models.JSONField("结果", null=True)
    voided_at = models.DateTimeField("作废时间", null=True)
    void_because = models.CharField("作废原因", max_length=200, blank=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = "无记名投票"
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="vote_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(came=None) | Q(came__lte=F("roll")), name="no_more_came_than_may"),
            models.CheckConstraint(condition=~Q(state=OPEN) | Q(roll__gte=5), name="open_vote_has_five_electors"),
        ]
        indexes = [models.Index(fields=["union_body", "-opens_at", "-id"], name="votes_of_union")]

    def __str__(self) -> str:
        return self.title


class Trustee(models.Model):
    """密钥保管人: who holds one part of the key, by the number she has among them; shown to everybody."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="keepers")
    number = models.PositiveSmallIntegerField("序号")
    name = models.CharField("保管人", max_length=60)
    house = models.CharField("来自", max_length=7, choices=list(HOUSES.items()))
    part = models.TextField("部分解密原文", blank=True)
    brought_at = models.DateTimeField("交来时间", null=True)

    class Meta:
        verbose_name = "密钥保管人"
        constraints = [models.UniqueConstraint(fields=["vote", "number"], name="trustee_has_one_number")]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_house_display()}）"


class Elector(models.Model):
    """选民: somebody on the frozen roll. Whether a ballot of hers lay in the box is told once, at the close.

    The key is drawn at random: her credential is computed from it, and it must not tell when or in which turn.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="electors", verbose_name="投票")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="选民")
    union_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="工会")
    number = models.PositiveIntegerField("名册序号")
    came = models.BooleanField("是否参加投票", null=True)

    class Meta:
        verbose_name = "选民名册"
        constraints = [
            models.UniqueConstraint(fields=["vote", "person"], name="elector_stands_once_on_a_roll"),
            models.UniqueConstraint(fields=["vote", "number"], name="elector_has_one_number"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class BallotQuerySet(models.QuerySet["Ballot"]):
    def arranged(self) -> "BallotQuerySet":
        """As the archive has them: the turn in which they came within an hour is not told, a later one comes later."""
        return self.order_by("hour", "revision", "tracker")


class Ballot(models.Model):
    """选票: a sealed ballot as it was cast. `hour` is all that is kept of the time."""

    tracker = models.CharField("追踪码", max_length=43, primary_key=True, db_collation="C")
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots")
    credential = models.TextField("公开凭证")
    revision = models.PositiveSmallIntegerField("第几次投")
    hour = models.DateTimeField("投票的钟点")
    text = models.TextField("密封的选票")

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = "选票"
        constraints = [
            models.UniqueConstraint(fields=["vote", "credential", "revision"], name="credential_casts_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.tracker
