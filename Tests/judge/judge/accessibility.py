"""axe-core, every rule, in Chromium."""
import pathlib
import sysconfig


class Judge:
    def __init__(self, browser):
        self.browser = browser
        self.axe = next(pathlib.Path(sysconfig.get_path("purelib")).rglob("axe.min.js")).read_text(encoding="utf-8")

    def judge(self, documents, scratch):
        complaints = []
        for document in documents:
            self.browser.open(document.html)
            self.browser.evaluate(self.axe + "; 0")
            violations = self.browser.evaluate(
                "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.help + ' — ' + v.nodes[0].html.slice(0, 120)))")
            complaints += [f"{document.html}: {violation}" for violation in violations]
        return complaints

    def twins(self, document, scratch):
        yield document.twin(scratch, "no-language", html=lambda text: text.replace("<html lang=", "<html data-lang="))
        yield document.twin(scratch, "pale-text", html=lambda text: text.replace("<h1>", '<h1 style="color:#ccc">'))
