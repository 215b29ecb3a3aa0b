"""What was typed wrongly, in one Chinese sentence: click's own words are English."""

import click

LOOK = "；加 --help 看用法"


def said(wrong: click.UsageError) -> str:
    return f"命令写法不对：{_told(wrong).rstrip()}{LOOK}"


def _told(wrong: click.UsageError) -> str:
    match wrong:
        case click.NoSuchOption():
            return f"没有 {wrong.option_name} 这个选项{_near(wrong.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"没有 {wrong.command_name} 这个命令{_near(wrong.possibilities)}"
        case click.exceptions.NoArgsIsHelpError():
            return f"没有说要做什么，可以做的有 {_commands(wrong.ctx)}"
        case click.BadParameter():
            missing = isinstance(wrong, click.MissingParameter)
            return f"缺少{_name(wrong)}" if missing else f"{_name(wrong)}填得不对，{_wanted(wrong.param)}"
        case click.BadOptionUsage():
            return f"{wrong.option_name} 后面的值缺少或者多余"
        case _:
            return "多写或者少写了内容"


def _near(possibilities: list[str] | None) -> str:
    return f"，相近的有 {'、'.join(possibilities)}" if possibilities else ""


def _commands(ctx: click.Context) -> str:
    return "、".join(ctx.command.list_commands(ctx)) if isinstance(ctx.command, click.Group) else ""


def _name(wrong: click.BadParameter) -> str:
    """As it is typed; what it is, where it says so."""
    if isinstance(wrong.param, click.Option):
        return f"选项 {wrong.param.opts[0]}" + (f"（{wrong.param.help}）" if wrong.param.help else " ")
    return f"参数 {wrong.param.human_readable_name} " if wrong.param else "参数"


def _wanted(param: click.Parameter | None) -> str:
    match param.type if param else None:
        case click.Choice() as choice:
            return f"可以填 {'、'.join(map(str, choice.choices))}"
        case click.DateTime():
            return "请按 2026-03-10 的样子填写有效的日期"
        case click.Path() | click.File():
            return "没有这个文件或者文件夹，或者不能读取"
        case kind if kind in {click.INT, click.FLOAT}:
            return "请填写数字"
        case _:
            return "请对照用法改正"
