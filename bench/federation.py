"""Time and requests of queries that send bindings to another endpoint, in each form.

Usage: federation.py OURS PARTNER PORT BINDINGS...
OURS is a server that was started with --service-allow http://127.0.0.1:PORT/sparql --service-cache 0 --client-rate 0;
PARTNER is an endpoint with nodes of genes (wp:bdbEntrezGene) and their pathways (<http://example.org/pathway>). Requests to it
go through this program, which counts them.
"""
import http.server
import socketserver
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

ours, partner, port = sys.argv[1:4]
count = 0


class Counting(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def pass_on(self, form):
        global count
        count += 1
        query = urllib.parse.parse_qs(form)["query"][0]
        request = urllib.request.Request(
            partner,
            data=urllib.parse.urlencode({"query": query}).encode(),
            headers={"Accept": "application/sparql-results+json"},
        )
        body = urllib.request.urlopen(request).read()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.pass_on(urllib.parse.urlparse(self.path).query)

    def do_POST(self):
        self.pass_on(self.rfile.read(int(self.headers["Content-Length"])).decode())


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128


server = Server(("127.0.0.1", int(port)), Counting)
threading.Thread(target=server.serve_forever, daemon=True).start()
part = "{ SERVICE <http://127.0.0.1:%s/sparql> { ?n wp:bdbEntrezGene ?gene ; <http://example.org/pathway> ?p } }" % port
forms = {
    "join": part,
    "OPTIONAL": "OPTIONAL " + part,
    "MINUS": "MINUS " + part,
    "NOT EXISTS": "FILTER NOT EXISTS " + part,
    "EXISTS": "FILTER EXISTS " + part,
}
prefixes = (
    "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#> "
    "PREFIX wp: <http://vocabularies.wikipathways.org/wp#> "
)
print("| bindings | form | s | requests | rows |")
print("|---|---|---|---|---|")
for bindings in sys.argv[4:]:
    for name, form in forms.items():
        query = prefixes + (
            "SELECT (COUNT(*) AS ?c) { { SELECT ?gene { ?gene a pfocr:Gene } LIMIT %s } %s }" % (bindings, form)
        )
        count = 0
        start = time.time()
        request = urllib.request.Request(
            ours, data=urllib.parse.urlencode({"query": query}).encode(), headers={"Accept": "text/csv"}
        )
        try:
            rows = urllib.request.urlopen(request, timeout=300).read().decode().split()[1]
        except urllib.error.HTTPError as e:
            rows = e.read().decode().strip()
        print("| %s | %s | %.2f | %d | %s |" % (bindings, name, time.time() - start, count, rows), flush=True)
