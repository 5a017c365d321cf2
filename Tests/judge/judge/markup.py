"""The Nu HTML checker: no error, no warning."""
import json
import pathlib
import subprocess
import sysconfig


class Judge:
    def __init__(self):
        self.jar = next(pathlib.Path(sysconfig.get_path("purelib")).rglob("vnu.jar"))

    def judge(self, documents, scratch):
        paths = [str(document.html) for document in documents]
        result = subprocess.run(
            ["java", "-Xss16m", "-jar", str(self.jar), "--format", "json", "--stdout", *paths],
            capture_output=True, text=True)
        messages = json.loads(result.stdout)["messages"]
        return [f"{m.get('url', '')}:{m.get('lastLine', '')}: {m['message']}" for m in messages]

    def twins(self, document, scratch):
        yield document.twin(scratch, "unclosed-div", html=lambda text: text.replace("<main>", "<main><div>", 1))
        yield document.twin(scratch, "no-document-title", html=lambda text: text.replace("<title>", "<!--").replace("</title>", "-->"))
