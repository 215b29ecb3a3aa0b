"""Persons and accounts apart; sign-ins, codes and budgets; consents; who looked at whom."""

from gongqiao.people.models.accounts import Account, Code, RecoveryCode, Token
from gongqiao.people.models.looks import Consent, DeniedLook, Look, LookAlarm
from gongqiao.people.models.persons import Belonging, Person
from gongqiao.people.models.sign_ins import Budget, SignIn

__all__ = [
    "Account",
    "Belonging",
    "Budget",
    "Code",
    "Consent",
    "DeniedLook",
    "Look",
    "LookAlarm",
    "Person",
    "RecoveryCode",
    "SignIn",
    "Token",
]
