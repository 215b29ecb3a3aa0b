"""Names of people who do not exist, as common as those of people who do."""

from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
MEN = "伟强磊军勇杰涛明超辉刚平波斌鹏浩飞健峰毅俊林海建国志文华东宇博凯亮龙成康宁"
WOMEN = "芳娜敏静丽艳娟霞秀玲燕红梅萍英慧莉婷雪云琴洁倩琳晶欣怡蓉丹凤佳雯晓春兰瑶"
SECOND = 0.75


def name(sex: str, chance: Random) -> str:
    """A surname, the frequent ones first, and a given name of one or two characters."""
    surname = SURNAMES[min(int(chance.expovariate(1 / 18)), len(SURNAMES) - 1)]
    given = WOMEN if sex == "2" else MEN
    second = chance.choice(given) if chance.random() < SECOND else ""
    return surname + chance.choice(given) + second
