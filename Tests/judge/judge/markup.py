"""The Nu HTML checker: no error, no warning."""
import json
import pathlib
import re
import subprocess
import sysconfig
import tempfile


def readable(page):
    """A page without what the checker's reader of style sheets does not know yet: rules that select by `:has`, and `text-wrap`."""
    def known(style):
        return re.sub(r"text-wrap:[a-z]+;?", "", re.sub(r"[^{}]*:has\([^{}]*\{[^{}]*\}", "", style.group()))
    return re.sub("<style>.*?</style>", known, page, flags=re.DOTALL)


class Judge:
    def __init__(self):
        self.jar = next(pathlib.Path(sysconfig.get_path("purelib")).rglob("vnu.jar"))

    def judge(self, documents, scratch):
        names = {}
        folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        for number, document in enumerate(documents):
            copy = folder / f"{number}.html"
            copy.write_text(readable(document.html.read_text(encoding="utf-8")), encoding="utf-8")
            names[copy.resolve().as_uri().replace("file:///", "file:/")] = str(document.html)
        result = subprocess.run(
            ["java", "-Xss16m", "-jar", str(self.jar), "--format", "json", "--stdout", *[str(folder / f"{n}.html") for n in range(len(documents))]],
            capture_output=True, text=True)
        messages = json.loads(result.stdout)["messages"]
        return [f"{names.get(m.get('url', ''), m.get('url', ''))}:{m.get('lastLine', '')}: {m['message']}" for m in messages]

    def twins(self, document, scratch):
        yield document.twin(scratch, "unclosed-div", html=lambda text: text.replace("<main>", "<main><div>", 1))
        yield document.twin(scratch, "no-document-title", html=lambda text: text.replace("<title>", "<!--").replace("</title>", "-->"))
