"""Names in a text: of people who say who they are, and the short form of an enterprise's."""

import re

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤温康施牛樊葛邢齐乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿兰焦俞"
    "左柳甘祝宁尚符舒阮柯纪梅童凌毕季裴霍涂苗谷盛曲翁冉骆蓝辛靳柴鲍喻祁蒲滕屈饶牟艾尤穆卓缪褚娄窦戚岑宫卜晏席卫柏宗瞿佟臧"
    "闵邬边卞姬仇栾隋刁荣巫寇桑郎甄丛仲虞敖巩佘池苑迟邝"
)
_ALSO_WORDS = "于方向常成任曾万关单付文安易包"
"""Surnames that begin other words as well: they count where somebody says that a name follows."""

_COMPOUND = "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|令狐|慕容|东方|端木|司徒"

_GIVEN = r"(?:[\u4e00-\u9fff](?<![区市县镇乡村街厂店户司局校员人们方的了在是不没次个位]))"
_ENDED = (
    r"(?=[^\u4e00-\u9fff]|$|反映|投诉|举报|电话|手机|联系|身份证|住址?|家住|来自|系|因|于|在|到|去|向|是|男|女|今年|"
    r"先生|女士|小姐)"
)
_SURNAME = rf"(?:{_COMPOUND}|[{_SURNAMES}])"
_ANY_SURNAME = rf"(?:{_COMPOUND}|[{_SURNAMES}{_ALSO_WORDS}])"
_OTHER_WORDS = (
    "马上|高中|高级|白天|白领|江苏|江南|金融|钟点|温馨|康复|石油|谢谢|许多|施工|龙头|齐全|严重|毕竟|毕业|尤其|黄金|边上"
)

INTRODUCED = (
    r"(?:我叫|名叫|我姓|免贵姓|姓名\s?[:是为]?|(?<!被)(?:投诉|举报|反映|联系|申请|来电)人\s?[:是叫为])\s{0,2}"
    rf"({_ANY_SURNAME}(?:{_GIVEN}{{1,3}}?{_ENDED}|{_GIVEN}{{2}}))"
)
"""A name that is told to be one; where no word shows its end, it has three characters."""

SAID_BY_THE_WAY = (
    rf"(?:我是|本人|(?<!被)(?:投诉|举报|反映|联系|申请|来电)人)\s{{0,2}}(?!{_OTHER_WORDS})"
    rf"({_SURNAME}{_GIVEN}{{1,3}}?{_ENDED})"
)
"""What may be a name: a surname and as much as a name has, up to a word that ends it."""

ADDRESSED = (
    r"(?<!窗口)(?<!人员)(?<!科)(?<!局)(?<!处)(?<!所)(?<!站)(?<!中心)(?<!大厅)(?<!经办人)(?<!办事员)(?<!被投诉人)"
    rf"({_ANY_SURNAME})(?=先生|女士|小姐)"
)
"""A surname with a title, but for the official whom the case is about."""

_FORM = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|集团|公司|分公司|经营部|工作室|合作社|商行|厂|店)+$")
_PLACE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,3}省|江苏)?(?:[\u4e00-\u9fff]{2,3}?市|常州)?(?:[\u4e00-\u9fff]{1,3}?[区县])?"
)
_BRACKETS = re.compile(r"[(\uff08][^)\uff09]*[)\uff09]")
_SHORTEST = 3


def short_form(enterprise: str) -> str | None:
    """What people call an enterprise: its name without place and legal form; None where too little is left."""
    name = _FORM.sub("", _BRACKETS.sub("", enterprise.strip()))
    core = _PLACE.sub("", name)
    return core if len(core) >= _SHORTEST and core != enterprise else None
