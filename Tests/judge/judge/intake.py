"""Pages to fill in: are they sound, and is what they hand back the case that was typed?"""
import json
import pathlib
import subprocess
import sys
import tempfile

from .chromium import Chromium
from .site import accessibility, markup, phone

# What a person does: fill in, choose, add rows. Every step is an event of the page, as if it were typed.
TYPING = r"""
(() => {
  const put = (id, value) => {
    const field = document.getElementById(id);
    if (!field) throw new Error('no field ' + id);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const add = (legend) => {
    const list = [...document.querySelectorAll('[data-kind=list]')].filter(
      (list) => list.querySelector(':scope > legend').textContent === legend).pop();
    list.querySelector(':scope > .add').click();
    return [...list.querySelectorAll(':scope > .rows > .row')].pop();
  };
  const within = (row, name, value) => {
    const field = row.querySelector('[data-name="' + name + '"]');
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  put('case-id', '甲-1');
  put('case-as-of', '2026-03-02');
  put('case-organisation', 'office');
  put('f.text', '𠮷野家 "引号" </script> \\ 㙍');
  put('f.flag', 'false');
  put('f.whole', '900719925474099312');
  put('f.number', '0.12345678901234567');
  put('f.money', '1200.50');
  put('f.rate', '5.25%');
  put('f.day', '2024-02-29');
  put('f.moment', '2026-03-02T10:00');
  put('f.days', '007');
  put('f.workdays', '0');
  put('f.level', 'high');
  put('f.place.road', '𡈽路');
  let part = add('部件');
  within(part, 'name', '甲');
  within(add('标签'), '', '一');
  within(add('标签'), '', '二');
  part = add('部件');
  within(part, 'name', '丢弃');
  part = add('部件');
  within(part, 'name', '丙');
  within(part, 'level', 'low');
  document.querySelectorAll('[data-name=parts] > .rows > .row')[1].querySelector(':scope > .remove').click();
  within(add('日期列表'), '', '2026-01-01');
  document.querySelector('[data-name=none] > .item > .none > input').checked = true;
  document.querySelector('button.main').click();
  return document.getElementById('data').value;
})()
"""

EXPECTED = {
    "text": '𠮷野家 "引号" </script> \\ 㙍', "flag": False, "whole": 900719925474099312,
    "number": "0.12345678901234567", "money": "1200.50", "rate": "5.25%", "day": "2024-02-29",
    "moment": "2026-03-02T10:00:00+08:00", "days": 7, "workdays": 0, "level": "high", "place": {"road": "𡈽路"},
    "parts": [{"name": "甲", "tags": ["一", "二"]}, {"name": "丙", "level": "low"}],
    "dates": ["2026-01-01"], "none": [],
}

# Each of these must be refused by the page itself.
FAULTS = [
    ("case-id", ""), ("case-as-of", ""), ("f.whole", "1.5"), ("f.number", "1e5"), ("f.money", "1.005"),
    ("f.money", "¥5"), ("f.rate", "五"), ("f.days", "七"), ("f.text", "\u0001"), ("f.text", "\ud800"),
]


def read(writ, folder, case):
    """The case as `writ` understands it; what it complains of where it does not."""
    done = subprocess.run(
        [writ, "run", "-", "--format", "json", "--rules", str(folder / "Rules"), "--forms", str(folder / "Forms")],
        input=case.encode(), capture_output=True)
    return done.returncode, done.stderr.decode()


GIVING = """
(async () => {
  const wait = (check) => new Promise((done) => {
    const ask = () => check() ? done() : setTimeout(ask, 20);
    ask();
  });
  const files = new DataTransfer();
  files.items.add(new File([%s], 'case.json', { type: 'application/json' }));
  const given = document.getElementById('given');
  given.files = files.files;
  given.dispatchEvent(new Event('change', { bubbles: true }));
  await wait(() => document.getElementById('taken').textContent !== '');
  const rate = document.getElementById('f.rate');
  rate.value = '5';
  rate.dispatchEvent(new Event('change', { bubbles: true }));
  const shown = rate.value;
  document.querySelector('button.main').click();
  return [document.getElementById('taken').textContent, shown, document.getElementById('data').value];
})()
"""


def giving_back(browser, page, case):
    """A case that the page is given comes back with all that it had, its history and unknown parts among it; a rate needs no sign."""
    given = json.loads(case)
    given["history"] = [{"form": "everything", "issued": "2026-03-02"}]
    given["facts"]["text"] = "第一行\n第二行"
    given["facts"]["elsewhere"] = {"kept": 900719925474099312}
    browser.open(page)
    said, shown, back = browser.evaluate(GIVING % json.dumps(json.dumps(given, ensure_ascii=False)))
    expected = json.loads(json.dumps(given))
    expected["facts"]["rate"] = "5%"
    if shown != "5%" or not back or json.loads(back) != expected:
        return [f"{page.name}: gives back another case ({said}; {shown}): {back[:400]}"]
    for text in ("{", '{"case": "Other", "facts": {}}'):
        browser.open(page)
        said, _, back = browser.evaluate(GIVING % json.dumps(text))
        if back or not said:
            return [f"{page.name}: takes in {text}"]
    return []


LACKING = """
(() => {
  const said = () => [...document.querySelectorAll('#open li')].map((entry) => entry.textContent);
  const before = said();
  const text = document.getElementById('f.text');
  text.value = 'x';
  text.dispatchEvent(new Event('input', { bubbles: true }));
  return [before, said(), text.closest('.item').querySelector('label').firstChild.textContent];
})()
"""


def lacking(browser, page):
    """What is typed is no longer among what the facts lack; what may be absent never was."""
    browser.open(page)
    before, after, title = browser.evaluate(LACKING)
    if title not in before or title in after or len(after) != len(before) - 1:
        return [f"{page.name}: lacks {before}, and after typing {after}"]
    return []


def typing(browser, page, writ, folder):
    complaints = []
    browser.open(page)
    case = browser.evaluate(TYPING)
    if not case:
        return [f"{page.name}: a sound case is refused: " + str(browser.evaluate(
            "[...document.querySelectorAll(':invalid')].map(e => e.id + ' ' + e.validationMessage).join(', ')"))]
    data = json.loads(case)
    if data.get("facts") != EXPECTED:
        complaints.append(f"{page.name}: hands back {json.dumps(data.get('facts'), ensure_ascii=False)}")
    if [data.get(key) for key in ("case", "id", "as-of", "organisation")] != ["Everything", "甲-1", "2026-03-02", "office"]:
        complaints.append(f"{page.name}: the envelope is {case[:200]}")
    status, errors = read(writ, folder, case)
    if status != 0 or errors:
        complaints.append(f"{page.name}: writ does not read it: {errors}")
    complaints += giving_back(browser, page, case)
    complaints += lacking(browser, page)
    for field, text in FAULTS:
        browser.open(page)
        browser.evaluate(TYPING)
        script = "(() => { const field = document.getElementById(%s); field.value = %s;" \
            "field.dispatchEvent(new Event('input', { bubbles: true }));" \
            "document.querySelector('button.main').click(); return document.getElementById('data').value; })()"
        if browser.evaluate(script % (json.dumps(field), json.dumps(text))):
            complaints.append(f"{page.name}: {field} may be {text!r}")
    return complaints


def own(browser, pages, writ, root):
    """An empty page of each form hands back a case that `writ` reads: nothing is known."""
    complaints = []
    for page in pages:
        browser.open(page)
        case = browser.evaluate(
            "document.getElementById('case-id').value = 'x'; document.getElementById('case-as-of').value = '2026-03-02';"
            "const office = document.getElementById('case-organisation'); if (office) office.selectedIndex = 1;"
            "document.querySelectorAll('.add').forEach(button => button.click());"
            "document.querySelector('button.main').click(); document.getElementById('data').value")
        status, errors = read(writ, root, case)
        if not case or status not in (0, 1) or "case." in errors or "json." in errors:
            complaints.append(f"{page.name}: {errors or 'no case'}")
    return complaints


def main(writ, root):
    failed = False

    def told(judge, complaints, planted):
        nonlocal failed
        failed = failed or bool(complaints) or not planted
        print(f"{judge}: {len(complaints)} complaints, " + ("the planted fault is found" if planted else "MISSED the planted fault"))
        for complaint in complaints[:20]:
            print("  " + complaint)

    with tempfile.TemporaryDirectory() as scratch, Chromium() as browser:
        scratch = pathlib.Path(scratch)
        sample = root / "Tests/Data/intake"

        def make(form, folder):
            page = scratch / f"{form}.html"
            subprocess.run([writ, "form", form, "--intake", "--out", str(page), "--rules", str(folder / "Rules"),
                            "--forms", str(folder / "Forms")], check=True)
            return page

        everything = make("everything", sample)
        forms = [path.stem for path in sorted((root / "Forms").rglob("*.xml")) if ' for="' in path.read_text(encoding="utf-8")]
        projects = [make(form, root) for form in forms]
        pages = [everything, *projects]

        def spoilt(old, new):
            page = scratch / "spoilt.html"
            text = everything.read_text(encoding="utf-8")
            assert old in text, old
            page.write_text(text.replace(old, new), encoding="utf-8")
            return page

        def sound(pages):
            # Dates and keyboards for numbers have been known to every browser for years; fields that grow with their text, which
            # are as large as they were where a browser does not know of it, and lines of even length, the checker's reader of style
            # sheets does not know.
            known = ("is not supported in all browsers", "Property “field-sizing” doesn't exist", "Property “text-wrap” doesn't exist")
            return [line for line in markup(pages) if not any(words in line for words in known)]

        told("Nu HTML checker", sound(pages), sound([spoilt("</h1>", "")]))
        told("axe-core", accessibility(browser, pages), accessibility(browser, [spoilt('<label for="f.text">', "<label>")]))
        told("phone", phone(browser, pages), phone(browser, [spoilt("max-width:46rem", "min-width:46rem")]))
        told("typing", typing(browser, everything, writ, sample),
             typing(browser, spoilt('data-name="whole"', 'data-name="whale"'), writ, sample))
        told("empty pages", own(browser, projects, writ, root),
             own(browser, [spoilt('data-case="Everything"', 'data-case="Nothing"')], writ, sample))
        print(f"{len(pages)} pages")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
