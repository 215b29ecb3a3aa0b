"""Messages: told once per reader and occasion, in the inbox and, where wanted, by SMS at a decent hour."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from gongqiao.kernel import senders, wall
from gongqiao.kernel.actions import operation
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.models import Record
from gongqiao.kernel.records import Event, announce, subject_of
from gongqiao.law import queries as law
from gongqiao.law.book import Book
from gongqiao.notices import events, offices, queries, rules, words
from gongqiao.notices.actions.own import look_again, mine
from gongqiao.notices.kinds import KINDS, Kind, To, Watch
from gongqiao.notices.models import Notice, Preference, Task
from gongqiao.people import queries as people

BATCH = 200
ROLLED = 14  # a reminder moves back by no more than the longest row of holidays
LATE = timedelta(days=7)


def tell(
    kind: Kind, to: To, said: str, *, about: Model, occasion: object, at: datetime, url: str = "", args: Any = None
) -> None:
    """Put a message into the inbox of everybody it is for; told again for the same occasion, nothing happens."""
    _put(_rows(kind, to, said, about=about, occasion=occasion, at=at, url=url, args=args))


def tell_owners(watch: Watch, ids: Sequence[Any], event: Event, record: Record) -> None:
    """Tell of this event whoever the watch's words name."""
    words = [word for word in watch.words if word.answers(event)]
    things = apps.get_model(watch.subject).objects.filter(pk__in=ids).order_by("pk") if words else ()
    rows = [
        row
        for thing in things
        for word in words
        if (to := word.to.of(thing))
        for row in _rows(
            word.kind, to, word.said_of(thing), about=thing, occasion=record.pk, at=record.at, url=word.url, args=None
        )
    ]
    _put(rows)


def _put(rows: list[Notice]) -> None:
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    look_again(To(person_id=row.person_id, account=row.account) for row in rows)


def _rows(
    kind: Kind, to: To, said: str, *, about: Model, occasion: object, at: datetime, url: str, args: Any
) -> list[Notice]:
    texts = {"text_state": "waiting", "text_at": rules.disturbing(at, urgent=kind.urgent)} if kind.texts else {}
    subject_type, subject_id = subject_of(about)
    return [
        Notice(
            kind=kind.code,
            words=said[:120],
            subject_type=subject_type,
            subject_id=subject_id,
            occasion=str(occasion),
            url_name=url,
            args=[subject_id] if args is None else args,
            told_at=at,
            **reader,
            **texts,
        )
        for reader in _readers(to, day(at))
    ]


def _readers(to: To, on: date) -> Iterator[dict[str, Any]]:
    if to.body_id is None:
        yield {"person_id": to.person_id, "account": to.account}
        return
    for person_id in offices.holders(to.body_id, to.roles, on=on):
        yield {"person_id": person_id, "body_id": to.body_id}


def text(at: datetime) -> int:
    """Send the SMS whose moment has come, a batch to a transaction: the row and the letter are one."""
    count = 0
    while sent := _text_some(at):
        count += sent
    return count


def _text_some(at: datetime) -> int:
    with transaction.atomic(), wall.lowered():
        due = Notice.objects.waiting().filter(text_at__lte=at).select_for_update(of=("self",), skip_locked=True)
        rows = list(due.order_by("text_at", "pk")[:BATCH])
        for notice in rows:
            notice.text_state = _text(notice, at)
        Notice.objects.bulk_update(rows, ["text_state"])
    return len(rows)


def _text(notice: Notice, at: datetime) -> str:
    """Send it, or say why not. What an office is told is its holder's duty; what she herself is told, her choice."""
    contact = people.contact(person_id=notice.person_id, account_id=notice.account)
    if contact is None:
        return "unreachable"
    if _muted(contact.account_id, notice.told_as.topic):
        return "muted"
    if notice.body_id is None and not people.consented(contact.account_id, "messages", at):
        return "withheld"
    senders.send("sms", contact.phone, f"【工桥】{notice.words}，请登录工桥查看。", at=at)
    return "sent"


def _muted(account: UUID | None, topic: str) -> bool:
    return account is not None and Preference.objects.filter(pk=account, muted__contains=[topic]).exists()


CARRIED = """
    WITH moved AS (
        SELECT t.id, t.due_on AS before, d.due_on, d.provisional, d.hint_on FROM notices_task t JOIN kernel_deadline d
            ON d.clock = t.clock AND d.subject_type = t.subject_type AND d.subject_id = t.subject_id
        WHERE t.done_at IS NULL AND d.closed_on IS NULL
            AND (t.due_on, t.provisional, t.hint_on) IS DISTINCT FROM (d.due_on, d.provisional, d.hint_on)
        ORDER BY t.id FOR UPDATE OF t
    )
    UPDATE notices_task t SET due_on = moved.due_on, provisional = moved.provisional, hint_on = moved.hint_on
    FROM moved WHERE t.id = moved.id RETURNING t.id, moved.before
"""


def refresh(at: datetime) -> int:
    """Carry over last days that changed after the task had opened (a year was loaded), and tell whoever must act."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(CARRIED)
            before = dict(cursor.fetchall())
        for task in Task.objects.filter(pk__in=before).order_by("pk").iterator():
            if task.due_on and task.due_on != before[task.pk]:
                said = f"{words.moved(before[task.pk], task.due_on)}：{task.title}"
                where: dict[str, Any] = {"url": task.url_name, "args": task.args}
                tell(task.told_as, task.to, said, about=task, occasion=f"moved:{task.due_on}", at=at, **where)
    return len(before)


def remind(at: datetime) -> int:
    """Tell whoever must act that the last day is near, or over; each reminder once."""
    book, count = Book.opened(), 0
    for task in _soon_due(day(at)).iterator():
        last: date = task.due_on  # type: ignore[assignment]  # the filter wants one
        days = [(n, law.remind_on(last, n, division=task.division, book=book)) for n in task.told_as.reminders]
        if occasion := rules.reminder(last, days, task.hint_on, on=day(at)):
            said = "；".join([f"{task.title}：{words.due(last, day(at))}", *_beside(task, occasion)])
            tell(task.told_as, task.to, said, about=task, occasion=occasion, at=at, url=task.url_name, args=task.args)
            count += 1
    return count


def _beside(task: Task, occasion: str) -> tuple[str, ...]:
    """On the day of a hint: which other text asks for it earlier."""
    about = {"clock": task.clock, "subject_type": task.subject_type, "subject_id": task.subject_id}
    running = law.running().filter(**about).first() if occasion.startswith(rules.HINT) else None
    return law.beside(running) if running else ()


def _soon_due(on: date) -> QuerySet[Task]:
    """Each kind as far ahead as its first reminder reaches, whose hint has come, and what ran out in the last days."""
    near = Q(hint_on__range=(on - LATE, on)) | Q(due_on__lte=on + timedelta(days=max(Kind("", "").reminders) + ROLLED))
    for kind in KINDS.values():
        near |= Q(kind=kind.code, due_on__lte=on + timedelta(days=max(kind.reminders, default=0) + ROLLED))
    return Task.objects.standing().filter(near, due_on__gte=on - LATE).order_by("due_on", "pk")


def seen(notice_id: UUID, *, by: Actor, at: datetime) -> Notice | None:
    """The reader opened a message; gives it back, or nothing when it is not hers."""
    with transaction.atomic(), wall.lowered():
        notice = queries.notices(by).filter(pk=notice_id).first()
        if notice and notice.read_at is None:
            notice.read_at = at
            notice.save(update_fields=["read_at"])
    return notice


def seen_all(*, by: Actor, at: datetime) -> int:
    """The reader needs to open none of what she has."""
    with transaction.atomic(), wall.lowered():
        return queries.notices(by).filter(read_at=None).update(read_at=at)


@operation
def mute(muted: list[str], *, among: list[str], by: Actor, at: datetime) -> Preference:
    """Say which of these topics one does not want by SMS; what was said of others stays."""
    Preference.objects.bulk_create([Preference(account=mine(by))], ignore_conflicts=True)
    preference = Preference.objects.locked(mine(by))
    preference.muted = sorted({*muted, *(topic for topic in preference.muted if topic not in among)})
    preference.save()
    announce(events.Muted(preference.account, len(preference.muted)), by=by, about=preference, at=at)
    return preference


def forget(account: UUID) -> None:
    """What was told to an account goes with it, and what it did not want by SMS; the Record of its closing tells so."""
    Notice.objects.filter(account=account).delete()
    Preference.objects.filter(account=account).delete()
