"""After an older backup was restored whoever had been erased is erased again, by a list kept outside the database."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.conf import settings

from gongqiao.erasure import commands
from gongqiao.erasure.actions.telling import listed, tell
from gongqiao.kernel import queue
from gongqiao.membership.models import Membership
from gongqiao.people.models import Account, Person
from tests import make
from tests.erasure.made import Gone
from tests.merging.made import Twins

pytestmark = pytest.mark.django_db
LONG_AGO = date(2010, 1, 4)


def again(file):
    return CliRunner().invoke(commands.again, [str(file)])


def test_each_hour_who_was_erased_is_told_by_key_alone(tree):
    gone = Gone(tree, left_on=LONG_AGO)
    queue.run("erasure.tell")
    assert not settings.ERASED.exists()

    gone.asked().swept(2)
    queue.run("erasure.tell")

    assert settings.ERASED.read_text() == f"{gone.person_id}\n"
    assert tell() == 1


def test_who_stands_on_the_list_stays_on_it_though_the_database_knows_her_no_more(tree):
    settings.ERASED.write_text("00000000-0000-7000-8000-000000000001\n")
    gone = Gone(tree, left_on=LONG_AGO).asked().swept(2)

    assert tell() == 2
    assert gone.person_id in listed(settings.ERASED)


def test_whom_the_backup_brought_back_goes_again_and_nobody_else(tree):
    gone = Gone(tree, left_on=LONG_AGO)
    stays = make.person(name="李四")
    settings.ERASED.write_text(f"{gone.person_id}\n00000000-0000-7000-8000-000000000001\n")

    assert "名单上 2 人，重新删除 1 人" in again(settings.ERASED).output
    assert (gone.person.name, Person.objects.get(pk=stays.pk).name) == ("", "李四")
    assert "重新删除 0 人" in again(settings.ERASED).output


def test_rows_that_were_merged_into_hers_are_told_too(tree):
    twins = Twins(tree).merged()
    Membership.objects.update(state="left", joined_on=LONG_AGO - timedelta(days=1), left_on=LONG_AGO)
    from_her = make.oneself(Account.objects.get(pk=twins.phone_old.pk))
    gone = Gone.__new__(Gone)
    gone.account, gone.person_id = Account.objects.get(pk=from_her.account_id), twins.kept.pk
    gone.asked().swept(2)

    assert tell() == 2


def test_another_file_is_refused_in_one_sentence():
    settings.ERASED.write_text("姓名,证件\n")

    told = again(settings.ERASED)
    assert (told.exit_code, "不是删除名单" in told.output) == (2, True)
