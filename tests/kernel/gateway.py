"""A gateway of its own process that answers as its first words say, and writes down what it was given.

python gateway.py PORT_FILE LOG MODE…  : the n-th request is answered in the n-th mode, later ones in the last.
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

port_file, log, *modes = sys.argv[1:]
seen = []


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        mode = modes[min(len(seen), len(modes) - 1)]
        seen.append(mode)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with Path(log).open("a") as file:
            file.write(
                json.dumps(
                    {
                        **body,
                        "at": self.path,
                        "key": self.headers["Idempotency-Key"],
                        "by": self.headers["Authorization"],
                    }
                )
                + "\n"
            )
        if mode == "hang":
            time.sleep(30)
        elif mode == "break":
            self.connection.close()
        else:
            self.send_response(int(mode))
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
Path(port_file).write_text(str(server.server_port))
server.serve_forever()
