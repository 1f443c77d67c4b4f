"""Asks a server for IRIs of its store in every form, and parses what comes with parsers that are not Jena's.

Arguments: address of the server, with a slash at the end; number of IRIs of each kind, or "all"; forms with commas between
them, without which there are all. Needs rapper. No answer may be 5xx; what is 200 must parse. Kinds are places (subject, property, object) and namespaces. Prints what was asked, and ends
with 1 where something failed.
"""

import collections
import html.parser
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as xml

SITE = "https://pfocr.wikipathways.org/"
SEED = 20261127
FORMS = ["ttl", "nt", "rdf", "jsonld", "n3", "trix", "rdf-json", "trig", "nq", "html"]
RAPPER = {
    "application/rdf+xml": "rdfxml",
    "text/turtle": "turtle",
    "text/n3": "turtle",
    "application/trig": "trig",
}
LINES = {"application/n-triples": "ntriples", "application/n-quads": "nquads"}

root = sys.argv[1]
each = sys.argv[2]
if len(sys.argv) > 3:
    FORMS = sys.argv[3].split(",")
chance = random.Random(SEED)
failures = []
asked = collections.Counter()


address = urllib.parse.urlsplit(root)
connection = http.client.HTTPConnection(address.hostname, address.port, timeout=120)


def get(path, accept=None):
    """Status, media type, body."""
    headers = {"Accept": accept} if accept else {}
    try:
        connection.request("GET", address.path + path, headers=headers)
        answer = connection.getresponse()
    except ConnectionError:  # It was idle for too long while this program was reading.
        connection.request("GET", address.path + path, headers=headers)
        answer = connection.getresponse()
    return answer.status, answer.headers.get_content_type(), answer.read()


def query(text, form):
    return get("sparql?format=" + form + "&query=" + urllib.parse.quote(text, safe=""))


def rapper(syntax, body):
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        done = subprocess.run(["rapper", "-q", "-c", "-i", syntax, file.name, "http://base/"], capture_output=True)
        if done.returncode:
            raise ValueError("rapper: " + done.stderr.decode("utf-8", "replace")[:300])


waiting = collections.defaultdict(list)


def parse(kind, body):
    if kind == "text/html":
        html.parser.HTMLParser().feed(body.decode("utf-8"))
    elif kind.endswith("xml") or kind == "application/trix":
        xml.fromstring(body)
    elif kind.endswith("json"):
        json.loads(body.decode("utf-8"))
    if kind in LINES:  # rapper need not start for each.
        waiting[LINES[kind]].append(body)
    elif kind in RAPPER and (each != "all" or chance.random() < 0.05):  # It is started for each.
        rapper(RAPPER[kind], body)


def check(name, form, answer):
    status, kind, body = answer
    asked[status] += 1
    if status not in (200, 303, 404, 406):
        failures.append("%s as %s: %d" % (name, form, status))
    elif status == 200:
        try:
            parse(kind, body)
        except (ValueError, xml.ParseError, AssertionError) as e:
            failures.append("%s as %s does not parse: %s" % (name, form, e))


def resources():
    """IRIs by kind, as the store's N-Quads give them."""
    kinds = collections.defaultdict(set)
    status, _, body = get("data?format=nq")
    if status != 200:
        sys.exit("crawl: the store's quads are %d" % status)
    iri = r"<([^<>\"\s]*)>"
    literal = r"\"(?:[^\"\\]|\\.)*\"(?:@\S+|\^\^<[^<>\s]*>)?"
    line = re.compile(r"^(?:%s|_:\S+) %s (?:%s|_:\S+|%s) (?:%s )?\.$" % (iri, iri, iri, literal, iri))
    for text in body.decode("utf-8").split("\n"):
        match = line.match(text)
        if text and not match:
            sys.exit("crawl: no quad: " + text)
        if match:
            for place, value in zip(("subject", "property", "object", "graph"), match.groups()):
                if value:
                    plain = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m.group(1), 16)), value)
                    kinds[place, re.sub(r"^(\w+:/*[^/:]*/[^/#:]*[/#:]?).*", r"\1", plain)].add(plain)
    return kinds


for (place, namespace), iris in sorted(resources().items()):
    chosen = sorted(iris)
    if each != "all" and len(chosen) > int(each):
        chosen = chance.sample(chosen, int(each))
    for iri in chosen:
        own = iri.startswith(SITE) and "#" not in iri and "?" not in iri
        path = urllib.parse.quote(iri[len(SITE) :], safe="/%:@!$&'()*+,;=~") if own else ""
        for form in FORMS:
            check(iri, form, get("describe?iri=" + urllib.parse.quote(iri, safe="") + "&format=" + form))
            if own and path not in ("sparql", "data"):
                check(iri, form, get(path + "?format=" + form))
        if own:
            check(iri, "html", get(path, "text/html,application/xhtml+xml,*/*;q=0.8"))

for text, forms in (
    ("SELECT * { ?s ?p ?o }", ("xml", "json")),
    ("SELECT ?g ?s { GRAPH ?g { ?s a ?o } }", ("xml", "json")),
    ("ASK { ?s ?p ?o }", ("xml", "json")),
    ("CONSTRUCT WHERE { ?s ?p ?o }", ("rdf", "trix", "nt", "ttl", "jsonld", "nq")),
):
    for form in forms:
        check(text, form, query(text, form))
for form in FORMS:
    for graph in ("figures", "ontology", "dataset"):
        check("graph " + graph, form, get("graph/" + graph + "?format=" + form))
    check("all as triples", form, get("data?default&format=" + form))
    if form in ("nq", "trix"):
        check("all", form, get("data?format=" + form))

for form, bodies in waiting.items():
    try:
        rapper(form, b"".join(bodies))
    except ValueError as e:
        failures.append("%s: %s" % (form, e))
print("crawl:", ", ".join("%d: %d" % pair for pair in sorted(asked.items())))
for failure in failures[:50]:
    print("crawl: failed:", failure)
sys.exit(1 if failures else 0)
