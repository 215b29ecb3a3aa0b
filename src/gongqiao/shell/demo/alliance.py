"""The alliance of the unions at sea around 定海: twenty-two first members, and the fleet's firm beside them."""

from datetime import date
from io import BytesIO

from PIL import Image

from gongqiao.alliances import actions
from gongqiao.alliances.actions import Agreement
from gongqiao.files import blobs
from gongqiao.files.fields import Kept
from gongqiao.shell.demo.world import World

KEEPER, FLEET, SEA = "330902105", "fleet-union", "3309"
MEMBERS, TOWNSHIP = 22, 9
SIGNED = date(2026, 1, 16)


def alliance(world: World) -> None:
    """Kept by the federation of the fishing town."""
    towns = [key for key in sorted(world.unions) if key.startswith(SEA) and len(key) == TOWNSHIP and key != KEEPER]
    members = [world.unions[key] for key in (FLEET, *towns)][: MEMBERS - 1]
    actions.ally(
        world.unions[KEEPER],
        name="定海海上工会联盟",
        purpose="信息互通、资源共享、工作互动、活动联办，为远洋渔工办实事",
        agreement=Agreement("定海联盟〔2026〕1号", SIGNED, scan("联盟协议（演示）.jpg")),
        members=members,
        partners=[world.employers["fleet"]],
        by=world.clerk(KEEPER),
        at=world.at,
    )


def scan(name: str) -> Kept:
    """A sheet of paper, blank: nobody has signed anything."""
    sheet = BytesIO()
    Image.new("RGB", (595, 842), "white").save(sheet, "JPEG")
    content = sheet.getvalue()
    return Kept(blobs.put(content), len(content), "image/jpeg", name)
