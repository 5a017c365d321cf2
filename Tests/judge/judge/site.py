"""The review site: markup, accessibility, phone, paper, keyboard, and the ways between clause, rule, finding, witness and
document."""
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile

from .chromium import Chromium


def markup(pages):
    jar = next(pathlib.Path(sysconfig.get_path("purelib")).rglob("vnu.jar"))
    done = subprocess.run(["java", "-jar", str(jar), "--format", "gnu", *map(str, pages)], capture_output=True, text=True)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip() and "No errors found" not in line
            and "Document checking completed" not in line]


def accessibility(browser, pages):
    axe = next(pathlib.Path(sysconfig.get_path("purelib")).rglob("axe.min.js")).read_text(encoding="utf-8")
    complaints = []
    for page in pages:
        browser.open(page)
        browser.evaluate(axe + "; 0")
        found = browser.evaluate(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.help + ' — ' + v.nodes[0].html.slice(0, 160)))")
        complaints += [f"{page.name}: {violation}" for violation in found]
    return complaints


PHONES = (360, 390)


def phone(browser, pages):
    """At 360 and 390 pixels nothing but tables and code, which scroll by themselves, is wider than the screen."""
    complaints = []
    for screen in PHONES:
        browser.call("Emulation.setDeviceMetricsOverride",
                     {"width": screen, "height": 740, "deviceScaleFactor": 1, "mobile": True}, session=True)
        for page in pages:
            browser.open(page)
            width = browser.evaluate("document.documentElement.scrollWidth")
            if width > screen:
                complaints.append(f"{page.name}: {width} pixels wide on a screen of {screen}")
    browser.call("Emulation.clearDeviceMetricsOverride", session=True)
    return complaints


def paper(browser, pages):
    """Printed on A4 nothing is wider than the sheet, and what only a screen can use is left out."""
    width = 718
    browser.call("Emulation.setDeviceMetricsOverride",
                 {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}, session=True)
    browser.call("Emulation.setEmulatedMedia", {"media": "print"}, session=True)
    complaints = []
    for page in pages:
        browser.open(page)
        wide = browser.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1"
            " && ['auto', 'hidden', 'scroll'].includes(getComputedStyle(e).overflowX)).map(e => e.outerHTML.slice(0, 80))")
        complaints += [f"{page.name}: cut off on paper: {part}" for part in wide[:3]]
        if browser.evaluate("document.documentElement.scrollWidth") > width:
            complaints.append(f"{page.name}: wider than the sheet")
        if browser.evaluate("[...document.querySelectorAll('nav, .search')].some(e => e.checkVisibility())"):
            complaints.append(f"{page.name}: prints its navigation")
    browser.call("Emulation.setEmulatedMedia", {"media": ""}, session=True)
    browser.call("Emulation.clearDeviceMetricsOverride", session=True)
    return complaints


def press(browser, key, code, text=None):
    for kind in ("keyDown", "keyUp"):
        event = {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}
        if text and kind == "keyDown":
            event["text"] = text
        browser.call("Input.dispatchKeyEvent", event, session=True)


def keyboard(browser, page):
    """Tab reaches the skip link first and then every link of the navigation; Enter opens the rule as written; typing in the
    search box hides what does not match."""
    browser.open(page)
    seen = []
    for _ in range(4):
        press(browser, "Tab", 9)
        seen.append(browser.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName"))
    complaints = []
    if seen[0] != "#content" or len(set(seen)) != 4:
        complaints.append(f"{page.name}: Tab goes to {seen}")
    manual = next(iter(sorted(page.parent.glob("manual-decoration-violation.html")) or sorted(page.parent.glob("manual-*.html"))))
    browser.open(manual)
    browser.evaluate("document.querySelector('section.rule summary').focus(); 0")
    press(browser, "Enter", 13, "\r")
    if not browser.evaluate("document.activeElement.parentElement.open"):
        complaints.append(f"{manual.name}: Enter does not open the rule as written")
    browser.evaluate("document.getElementById('search').focus(); 0")
    browser.call("Input.insertText", {"text": "绝无此词"}, session=True)
    if browser.evaluate("[...document.querySelectorAll('[data-item]')].some(item => !item.hidden)"):
        complaints.append(f"{manual.name}: typing in the search box hides nothing")
    return complaints


def follow(browser, selector):
    """Clicks the first link that matches; the page and the place it leads to must be there. Gives the new address."""
    href = browser.evaluate(f"(document.querySelector({selector!r}) || {{}}).href || ''")
    if not href:
        raise LookupError(f"no link {selector} on {browser.evaluate('location.pathname')}")
    before = browser.evaluate("location.pathname")
    browser.events = []
    browser.evaluate(f"document.querySelector({selector!r}).click(); 0")
    if href.split("#")[0].split("/")[-1] != before.split("/")[-1]:
        while "Page.loadEventFired" not in browser.events:
            browser.events.append(browser.receive().get("method"))
    if not browser.evaluate("location.hash === '' || document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null"):
        raise LookupError(f"{href}: there is no such place")
    return href


def back(browser):
    """The browser's own way back; the page before must be there again."""
    browser.events = []
    browser.evaluate("history.back(); 0")
    while "Page.loadEventFired" not in browser.events:
        browser.events.append(browser.receive().get("method"))


def numbered(folder, name):
    """The pages `name-….html` of a folder, those with numbers in the order of these."""
    def key(page):
        number = page.stem.rsplit("-", 1)[-1]
        return (int(number) if number.isdigit() else 0, page.name)
    return sorted(folder.glob(f"{name}-*.html"), key=key)


def reach(browser, pages, selector):
    """Opens the first of the pages that has what the selector matches, and gives it."""
    for page in pages:
        browser.open(page)
        if browser.evaluate(f"document.querySelector({selector!r}) !== null"):
            return page
    raise LookupError(f"no page has {selector}")


def walk(browser, folder):
    """Clause → rule → finding with its witness → the witness's document → back → rule → clause; and from a clause to a sample
    document, sentence by sentence, and back to its rule and clause."""
    sources, documents = numbered(folder, "source"), numbered(folder, "document")
    try:
        browser.open(folder / "findings.html")
        rule = browser.evaluate(
            "(e => e ? e.closest('.finding').querySelector('a[href*=\"#rule-\"]').getAttribute('href').split('#')[1] : '')"
            "(document.querySelector('.finding a[href^=\"documents/\"]'))")
        if not rule:
            raise LookupError("findings.html: no finding with a witness that leads to a document")
        browser.open(folder / "clauses.html")
        follow(browser, 'th a[href^="source-"]')
        carrier = f'section[data-item] a[href$="#{rule}"]'
        reach(browser, sources, carrier)
        follow(browser, carrier)
        follow(browser, 'section:target a[href^="findings.html#"]')
        if browser.evaluate("document.querySelectorAll('section:target table').length") == 0:
            raise LookupError("the finding shows no witness")
        follow(browser, 'section:target a[href^="documents/"]')
        if not browser.evaluate("document.querySelector('h1, h2').textContent.trim()"):
            raise LookupError("the witness's document has no title")
        back(browser)
        follow(browser, f'section:target a[href$="#{rule}"]')
        follow(browser, 'section:target aside a[href^="source-"]')
        sample = 'section[data-item] a[href^="document-"]'
        reach(browser, sources, sample)
        follow(browser, sample)
        follow(browser, 'td a[href*="#rule-"]')
        follow(browser, 'section:target aside a[href^="source-"]')
        # From a sentence to the value, figure or chain behind it, and back to the very sentence.
        for kind in ("define", "parameter", "chain"):
            page = reach(browser, documents, f'table.origins a[href*="#{kind}-"]')
            sentence = browser.evaluate(
                f"document.querySelector('table.origins a[href*=\"#{kind}-\"]').closest('tr').id")
            follow(browser, f'#{sentence} a[href*="#{kind}-"]')
            follow(browser, f'section:target a[href="{page.name}#{sentence}"]')
        browser.open(folder / "signoff.html")
        follow(browser, 'th a[href="signoff-rule.html"]')
        follow(browser, 'th a[href*="#rule-"]')
        browser.open(folder / "documents.html")
        follow(browser, 'li a[href^="document-"]')
        follow(browser, 'a[href^="documents/"]')
        browser.open(sources[0])
        browser.evaluate("document.getElementById('search').value='zzzz'; document.getElementById('search').dispatchEvent(new Event('input')); 0")
        if browser.evaluate("[...document.querySelectorAll('[data-item]')].some(item => !item.hidden)"):
            raise LookupError("the search hides nothing")
        if (folder / "changes.html").exists():
            browser.open(folder / "changes.html")
            follow(browser, 'section[data-item=change] a[href*="#rule-"]')
    except LookupError as problem:
        return [str(problem)]
    return []


def links(pages, browser):
    """No link of any page leads nowhere."""
    ids, wanted = {}, []
    for page in pages:
        browser.open(page)
        ids[page] = set(browser.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
        for href in browser.evaluate("[...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href'))"):
            wanted.append((page, href))
    complaints = []
    for page, href in wanted:
        file, _, anchor = href.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists():
            complaints.append(f"{page.name}: {href} does not exist")
        elif anchor and target in ids and anchor not in ids[target]:
            complaints.append(f"{page.name}: {href} is no place on that page")
    return complaints


def twin(folder, scratch, name, page, change):
    copy = pathlib.Path(scratch) / name
    shutil.copytree(folder, copy)
    path = copy / page
    text = path.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text, name
    path.write_text(changed, encoding="utf-8")
    return copy


def main(folder):
    # What `writ diff` made stands by itself: it has no navigation.
    alone = sorted(folder.glob("diff-*.html"))
    pages = [page for page in sorted(folder.glob("*.html")) if page not in alone] + sorted((folder / "en").glob("*.html"))
    failed = False

    def told(judge, complaints, planted):
        nonlocal failed
        print(f"{judge}: {len(complaints)} complaints; planted fault {'found' if planted else 'MISSED'}")
        for complaint in complaints[:20]:
            print("   " + complaint)
        failed = failed or bool(complaints) or not planted

    with tempfile.TemporaryDirectory() as scratch, Chromium() as browser:
        bad = twin(folder, scratch, "markup", "index.html", lambda text: text.replace("</h1>", "</h2>", 1))
        told("markup", markup(pages + alone), markup([bad / "index.html"]))
        bad = twin(folder, scratch, "pale", "index.html", lambda text: text.replace("<h1>", '<h1 style="color:#ccc">', 1))
        told("accessibility", accessibility(browser, pages + alone), accessibility(browser, [bad / "index.html"]))
        bad = twin(folder, scratch, "wide", "index.html",
                   lambda text: text.replace("<h1>", '<div style="width:900px">.</div><h1>', 1))
        told("phone", phone(browser, pages + alone), phone(browser, [bad / "index.html"]))
        told("paper", paper(browser, pages + alone), paper(browser, [bad / "index.html"]))
        bad = twin(folder, scratch, "skip", "index.html", lambda text: text.replace('class="skip"', 'tabindex="-1"', 1))
        told("keyboard", keyboard(browser, folder / "index.html"), keyboard(browser, bad / "index.html"))
        bad = twin(folder, scratch, "walk", "clauses.html", lambda text: text.replace("#rule-", "#rool-"))
        told("walk", walk(browser, folder), walk(browser, bad))
        told("links", links(pages, browser), links(sorted(bad.glob("*.html")), browser))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
