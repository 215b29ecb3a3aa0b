"""A program at the JSON door: what it posts, and what it is told."""

import json

from django.test import Client

from gongqiao.kernel.clock import moment
from gongqiao.people import actions


def program(by):
    """A program with a token of whoever acts."""
    issued = actions.issue(name="试验", days=30, strong_at=moment(), by=by, at=moment())
    return Client(headers={"authorization": f"Bearer {issued.secret}"})


def post(client, path, body=None, **headers):
    told = client.post(f"/api/v1{path}", json.dumps(body or {}), content_type="application/json", headers=headers)
    return told.status_code, told.json()


def codes(told):
    return [reason["code"] for reason in told["reasons"]]
