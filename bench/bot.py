# ruff: noqa: E501, SIM905 - lists of words
"""What one message costs to understand when a business has very many answers: reading (classifier, feeling, risk, entities)
and search, without a language model. `python -m bench.bot 10000` prints a JSON object; times are processor milliseconds."""

import json
import random
import resource
import sys
import time
from datetime import datetime

from yingda.rooms.knowledge import Bookcase
from yingda.rooms.sense.model import Context, dump, load, read, trained
from yingda.rooms.sense.model.learning import fit

THINGS = "订单 包裹 发票 退款 优惠券 积分 会员 账号 密码 地址 电话 快递 耳机 充电器 音箱 键盘 保修 维修 换货 补发 差价 运费 海关 预售 礼品卡".split()
DEEDS = "怎么申请 如何取消 什么时候到 在哪里查看 能不能修改 为什么失败 可以合并吗 需要多少钱 多久有效 怎么绑定 如何解绑 没有收到 显示异常 提前结束 转给别人".split()
CASES = "新用户 老会员 企业客户 海外仓 学生 分期付款 货到付款 双十一 周末 节假日 凌晨 手机端 电脑端 小程序 线下门店 第三方 组合购买 限时活动 赠品 试用期".split()


def phrasings(answers: int) -> tuple[list[str], list[str]]:
    """Three phrasings for each answer, no two answers alike."""
    draw = random.Random(0)
    texts, labels = [], []
    for n in range(answers):
        code, case, thing = f"{draw.choice('甲乙丙丁戊己庚辛')}{n % 997}型", draw.choice(CASES), draw.choice(THINGS)
        for _ in range(3):
            texts.append(f"{case}{code}{thing}{draw.choice(DEEDS)}")
            labels.append(f"article:{n}")
    return texts, labels


def main() -> None:
    """Learns, shelves, asks 300 questions, prints."""
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    texts, labels = phrasings(answers)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    model = trained(load(dump(fit(texts, labels, calibrate=False))))
    learned = time.process_time() - began
    began = time.process_time()
    case = Bookcase({label: texts[i * 3 : i * 3 + 3] for i, label in enumerate(labels[::3])})
    shelved = time.process_time() - began
    took = []
    for text in random.Random(1).sample(texts, 300):
        began = time.process_time()
        reading = read(text[:-2] + "呢", Context(datetime(2026, 11, 22, 10, 30)), {"zh": model})  # noqa: DTZ001
        case.search(reading.normal, 6)
        took.append((time.process_time() - began) * 1000)
    took.sort()
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    figures = {
        "answers": answers,
        "learn_cpu_s": learned,
        "shelve_cpu_s": shelved,
        "p50_ms": took[150],
        "p95_ms": took[285],
    }
    print(json.dumps({name: round(value, 2) for name, value in (figures | {"peak_mb": memory}).items()}))


if __name__ == "__main__":
    main()
