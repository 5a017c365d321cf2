"""One month of many complaints by topic: DuckDB reads the JSON Lines and groups them, as one statement, with all processors.

  report.py make FILE COUNT     writes the complaints; the same count gives the same bytes
  report.py query FILE          prints the rows as JSON: topic, received, settled, total and largest in cents
"""
import json
import random
import sys

TOPICS = ["repair", "service", "noise", "fees", "other-topic"]
MONTH = "2026-03"


def make(path, count):
    rnd = random.Random(3)
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            month, day = rnd.choice((2, 3, 3, 3, 4)), rnd.randint(1, 28)
            facts = {"topic": rnd.choice(TOPICS), "amount": "%d.%02d" % (rnd.randint(0, 90_000), rnd.randint(0, 99)),
                     "received-on": "2026-%02d-%02d" % (month, day), "content": "第%d件投诉：请尽快处理%s" % (number, "，谢谢" * rnd.randint(0, 4))}
            if rnd.random() < 0.7:
                facts["closed-on"] = "2026-%02d-%02d" % (month + 1, day)
            case = {"case": "Complaint", "id": "C-%d" % number, "as-of": "2026-03-31", "facts": facts}
            out.write(json.dumps(case, ensure_ascii=False, separators=(",", ":")) + "\n")


def query(path):
    import duckdb
    rows = duckdb.sql(
        """SELECT facts.topic, count(*), count(facts."closed-on"), sum(facts.amount), max(facts.amount)
           FROM read_json(?, format = 'newline_delimited', columns = {'case': 'VARCHAR', 'id': 'VARCHAR', 'as-of': 'DATE',
                'facts': 'STRUCT(topic VARCHAR, amount DECIMAL(18, 2), "received-on" DATE, "closed-on" DATE, content VARCHAR)'})
           WHERE "case" = 'Complaint' AND facts."received-on" BETWEEN DATE '2026-03-01' AND DATE '2026-03-31'
           GROUP BY facts.topic""", params=[path]).fetchall()
    print(json.dumps(sorted([t, r, s, int(a * 100), int(m * 100)] for t, r, s, a, m in rows)))


if __name__ == "__main__":
    make(sys.argv[2], int(sys.argv[3])) if sys.argv[1] == "make" else query(sys.argv[2])
