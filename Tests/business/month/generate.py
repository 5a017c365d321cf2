#!/usr/bin/env python3
"""A month of an imaginary estate: about 2,000 cases over all procedures, as JSON Lines.

Every sample case of `Rules/cases` is a template. A variant moves all its dates by whole weeks into the month, so that
weekdays and distances stay as they are, gives it another household of the estate and other sums of money, and gets an id of
its own. The same seed makes the same month, byte for byte.

usage: Tests/business/month/generate.py [--seed N] [--cases N] > Rules/cases/month.jsonl
"""
import argparse
import datetime
import json
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
MONTH = (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔𠮷"
GIVEN = ["文博", "雅琴", "志强", "慧敏", "建国", "丽华", "晓东", "思远", "一鸣", "春梅", "子涵", "浩然", "静怡", "国庆", "秀英", "明辉",
         "佳宁", "海燕", "天佑", "若曦", "立新", "玉兰", "俊杰", "婉清", "永康", "雪晴", "瑞祥", "素芬", "启航", "念慈", "振邦", "嘉懿"]
# The facts that name the household of a case.
OWNERS = ["owner-name", "customer-name", "resident-name", "tenant-name", "lessee", "member-name", "caller", "buyer", "complainant"]
MONEY = {"amount", "fee", "cost", "price", "monthly-fee", "charged", "listed-price", "planned", "spent", "budget", "rent"}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH_TEXT = re.compile(r"^(\d{4})年(\d{1,2})月$")


def households(draw):
    """Ten buildings of fifteen floors with four homes each; every home has an owner."""
    homes = {}
    for building in range(1, 11):
        for floor in range(1, 16):
            for door in range(1, 5):
                homes[f"{building}-{floor:02d}{door:02d}"] = draw.choice(SURNAMES) + draw.choice(GIVEN)
    return homes


def strings(value, change):
    """The value with every text in it changed, but for the keys."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [strings(element, change) for element in value]
    if isinstance(value, dict):
        return {key: strings(element, change) for key, element in value.items()}
    return value


def moved(text, days):
    """The text with its dates moved; a month in words moves with them."""
    def shift(match):
        return (datetime.date.fromisoformat(match[0]) + datetime.timedelta(days=days)).isoformat()
    month = MONTH_TEXT.match(text)
    if month:
        day = datetime.date(int(month[1]), int(month[2]), 15) + datetime.timedelta(days=days)
        return f"{day.year}年{day.month}月"
    return DATE.sub(shift, text)


def repriced(value, factor):
    """Sums of money multiplied and rounded to whole ten."""
    if isinstance(value, list):
        return [repriced(element, factor) for element in value]
    if isinstance(value, dict):
        return {
            key: max(10, round(element * factor / 10) * 10)
            if key in MONEY and isinstance(element, (int, float)) and not isinstance(element, bool) and element > 0
            else repriced(element, factor)
            for key, element in value.items()
        }
    return value


def unnumbered(history):
    """The records without their document numbers, which the register of the month gives."""
    for record in history:
        record.pop("number", None)


def weeks(as_of):
    """The moves by whole weeks that lead from a day into the month."""
    first = (MONTH[0] - as_of).days
    return [days for days in range(first, (MONTH[1] - as_of).days + 1) if days % 7 == 0]


def variant(template, homes, draw):
    days = draw.choice(weeks(datetime.date.fromisoformat(template["as-of"])))
    facts = template["facts"]
    unit, owner = draw.choice(sorted(homes.items()))
    exchanged = {}
    if isinstance(facts.get("unit"), str) and re.fullmatch(r"\d+-\d+", facts["unit"]):
        exchanged[facts["unit"]] = unit
    name = next((facts[key] for key in OWNERS if isinstance(facts.get(key), str)), None)
    staff = {entry["person"] for entry in template.get("staff", []) if entry["role"] not in ("owner", "tenant", "customer")}
    if name and name not in staff:
        exchanged[name] = owner

    def change(text):
        for old, new in exchanged.items():
            text = text.replace(old, new)
        return moved(text, days)

    made = {key: value for key, value in template.items() if key not in ("staff", "facts", "history", "as-of", "id")}
    made["as-of"] = moved(template["as-of"], days)
    made["facts"] = repriced(strings(facts, change), draw.choice([0.8, 0.9, 1.0, 1.1, 1.25]))
    if "history" in template:
        made["history"] = strings(template["history"], change)
        unnumbered(made["history"])
    if any(entry["role"] in ("owner", "tenant", "customer") for entry in template.get("staff", [])) or "history" in template:
        # Signatures are checked against those who hold a role, the customer of the case among them.
        made["staff"] = [{**entry, "person": exchanged.get(entry["person"], entry["person"])} for entry in template.get("staff", [])]
        if not made["staff"]:
            del made["staff"]
    return made


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--seed", type=int, default=17)
    arguments.add_argument("--cases", type=int, default=2000)
    chosen = arguments.parse_args()
    print(f"seed {chosen.seed}", file=sys.stderr)
    draw = random.Random(chosen.seed)
    homes = households(draw)
    paths = sorted((ROOT / "Rules/cases").glob("*/*.json"))
    templates = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    templates = [one for one in templates if isinstance(one, dict) and "facts" in one and weeks(datetime.date.fromisoformat(one["as-of"]))]
    made = [variant(templates[index % len(templates)], homes, draw) for index in range(chosen.cases)]
    made.sort(key=lambda one: (one["as-of"], one["case"]))
    for number, one in enumerate(made, start=1):
        line = {"case": one.pop("case"), "id": f"YUE-{one['as-of'].replace('-', '')}-{number:04d}", **one}
        print(json.dumps(line, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
