"""One headless Chromium for all pages, spoken to over a pipe."""
import base64
import json
import os
import subprocess
import tempfile


class Chromium:
    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory()
        to_browser, self.out = os.pipe()
        self.inn, from_browser = os.pipe()

        def connect():
            # The browser reads from 3 and writes to 4; move both out of the way first.
            a, b = os.dup(to_browser), os.dup(from_browser)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--disable-features=BackForwardCache",
             "--remote-debugging-pipe", f"--user-data-dir={self.profile.name}", "about:blank"],
            preexec_fn=connect, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.events = []
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "DOM", "CSS"):
            self.call(f"{domain}.enable", session=True)
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.wait()
        os.close(self.out)
        os.close(self.inn)
        try:
            self.profile.cleanup()
        except OSError:
            pass

    def receive(self):
        while b"\0" not in self.buffer:
            chunk = os.read(self.inn, 1 << 20)
            if not chunk:
                raise SystemExit("judge: Chromium ended")
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, parameters=None, session=False):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"judge: {method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer.get("method"))

    def open(self, path):
        self.events = []
        self.call("Page.navigate", {"url": path.resolve().as_uri()}, session=True)
        while "Page.loadEventFired" not in self.events:
            self.events.append(self.receive().get("method"))

    def evaluate(self, script):
        result = self.call(
            "Runtime.evaluate", {"expression": script, "awaitPromise": True, "returnByValue": True}, session=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"judge: {result['exceptionDetails'].get('text')}")
        return result["result"].get("value")

    def pdf(self, path):
        """The page as it prints, with the page size of its own style."""
        self.open(path)
        answer = self.call(
            "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True, "displayHeaderFooter": False},
            session=True)
        return base64.b64decode(answer["data"])

    def fonts(self, selector):
        """The faces with which the text of an element of the open page is drawn, its first blocks included: the browser
        answers for a node and its children only."""
        root = self.call("DOM.getDocument", session=True)["root"]["nodeId"]
        nodes = self.call("DOM.querySelectorAll", {"nodeId": root, "selector": f"{selector}, {selector} :is(p, td, dd)"},
                          session=True)["nodeIds"]
        faces = set()
        for node in nodes[:40]:
            fonts = self.call("CSS.getPlatformFontsForNode", {"nodeId": node}, session=True)["fonts"]
            faces.update(font["familyName"] for font in fonts)
        return sorted(faces)
