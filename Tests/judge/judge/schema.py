"""Two validators that share no code must agree."""
import subprocess


class Judge:
    def __init__(self, schema):
        self.schema = str(schema)

    def judge(self, documents, scratch):
        paths = [str(document.xml) for document in documents]
        first = subprocess.run(
            ["xmllint", "--nonet", "--noout", "--relaxng", self.schema, *paths], capture_output=True, text=True)
        refused = {line.rsplit(" fails to validate", 1)[0] for line in first.stderr.splitlines() if "fails to" in line}
        if first.returncode and not refused:
            refused = set(paths)
        second = subprocess.run(["jing", self.schema, *paths], capture_output=True, text=True)
        also = {path for path in paths if path + ":" in second.stdout}
        if second.returncode and not also:
            also = set(paths)
        complaints = [f"{path}: refused by both" for path in sorted(refused & also)]
        complaints += [f"{path}: refused by xmllint alone" for path in sorted(refused - also)]
        complaints += [f"{path}: refused by jing alone" for path in sorted(also - refused)]
        return complaints

    def twins(self, document, scratch):
        yield document.twin(scratch, "no-title", xml=lambda text: text.replace("<title>", "<titel>").replace("</title>", "</titel>"))
        yield document.twin(scratch, "bad-version", xml=lambda text: text.replace(' version="', ' version="x', 2).replace('version="x1.0', 'version="1.0'))
