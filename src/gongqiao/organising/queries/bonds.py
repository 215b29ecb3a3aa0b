"""What keeps a union from ending: others wait for its answer."""

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.organisations.queries import keep_from_ending
from gongqiao.organising.models import Founding


@keep_from_ending
def bonds_of(union: int) -> Reasons:
    waiting = Founding.objects.open().filter(superior_body=union).count()
    if waiting:
        words = f"还有 {waiting} 件组建工会向它请示，请先批复、退回，或者请筹备组停办"
        yield Reason("foundings", words)
