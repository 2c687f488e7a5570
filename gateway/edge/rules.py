"""The rules that a field can break, said in the caller's language."""

from contracts.refusals import Fault

RULES: dict[str, tuple[str, str]] = {
    "required": ("缺少此项。", "It is required."),
    "unknown_field": ("没有此项。", "There is no such field."),
    "too_long": ("长度不得超过 {0} 个字符。", "It may have at most {0} characters."),
    "too_short": ("长度不得少于 {0} 个字符。", "It must have at least {0} characters."),
    "too_many": ("不得超过 {0} 项。", "It may have at most {0} entries."),
    "too_few": ("不得少于 {0} 项。", "It must have at least {0} entries."),
    "malformed": ("格式不符:{0}", "It does not have the form {0}"),
    "wrong_type": ("类型不符(要求的类型, 实际类型):{0}。", "Wrong type (expected, got): {0}."),
    "out_of_range": ("超出范围:{0}。", "Out of range: {0}."),
    "not_one_of": ("不在可选值之内:{0}。", "It is not one of the choices: {0}."),
    "too_large": ("大小不得超过:{0}。", "It may be no larger than: {0}."),
    "too_deep": ("嵌套层次过深。", "It is nested too deeply."),
    "not_json": ("不是合法的 JSON:{0}。", "It is no valid JSON: {0}."),
}


def say_rule(fault: Fault, language: str) -> str:
    """The sentence for a fault: the one that it brings, or the edge's own for its rule."""
    if own := fault.zh if language == "zh" else fault.en:
        return own
    zh, en = RULES.get(fault.rule, ("{0}", "{0}"))
    return (zh if language == "zh" else en).format(fault.detail)
