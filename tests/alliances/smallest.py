from gongqiao.alliances import events
from tests.alliances import made
from tests.organisations import unions
from tests.smallest import call


def _allied():
    tree = unions.tree()
    keeper, other = tree["joint"].body, tree["community"].body
    return made.allied(keeper, [other]), keeper, other


def ally():
    tree = unions.tree()
    keeper = tree["joint"].body
    return call(events.Allied, keeper.pk, **made.told([tree["community"].pk]), by=made.clerk(keeper))


def admit_party():
    alliance, keeper, _ = _allied()
    third = unions.Organisation.objects.get(body__name="西湖区总工会")
    told = {"body": third.pk, "firm": False, "agreement": made.agreement(number="盟〔2026〕2号")}
    return call(events.AllianceJoined, alliance.pk, **told, by=made.clerk(keeper))


def leave_alliance():
    alliance, _, other = _allied()
    return call(events.AllianceLeft, alliance.parties.get(body=other).pk, by=made.clerk(other))


def hand_over():
    alliance, keeper, other = _allied()
    return call(events.AllianceHandedOver, alliance.pk, to=other.pk, by=made.clerk(keeper))


def end_alliance():
    alliance, keeper, _ = _allied()
    return call(events.AllianceEnded, alliance.pk, words="盟〔2026〕9号纪要", by=made.clerk(keeper))
