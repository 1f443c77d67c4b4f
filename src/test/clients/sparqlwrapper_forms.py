"""Asks with SPARQLWrapper for each of its return formats, by each query form and each way to send a query.

A good query must be answered, and what comes must parse, with parsers that are not Jena's. Arguments: endpoint. Prints one
line for each combination, and ends with 1 where one failed.
"""

import csv
import io
import json
import sys
import urllib.error
import warnings
import xml.etree.ElementTree as xml

import rdflib
import SPARQLWrapper as client

warnings.simplefilter("ignore")  # It warns where a format does not fit a query form, and sends it all the same.

FIGURE = "<https://pfocr.wikipathways.org/figures/PMC90000009__sample-09-g001.html>"
QUERIES = {
    "SELECT": "SELECT * { ?s ?p ?o } LIMIT 50",
    "ASK": "ASK { ?s ?p ?o }",
    "CONSTRUCT": "CONSTRUCT WHERE { " + FIGURE + " ?p ?o }",
    "DESCRIBE": "DESCRIBE " + FIGURE,
}
FORMATS = [
    client.JSON,
    client.JSONLD,
    client.XML,
    client.TURTLE,
    client.N3,
    client.RDF,
    client.RDFXML,
    client.CSV,
    client.TSV,
]
WAYS = {
    "GET": (client.GET, client.URLENCODED),
    "POST": (client.POST, client.URLENCODED),
    "direct": (client.POST, client.POSTDIRECTLY),
}
RDF = {
    "text/turtle": "turtle",
    "text/n3": "n3",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}


def parsed(kind, body):
    """Number of things in the body."""
    if kind in RDF:
        if kind == "application/ld+json":  # rdflib has the parser from version 6.
            return len(json.loads(body))
        return len(rdflib.Graph().parse(data=body, format=RDF[kind]))
    if kind.endswith("json"):
        return len(json.loads(body))
    if kind.endswith("xml"):
        return len(list(xml.fromstring(body)))
    if kind == "text/csv":
        return len(list(csv.reader(io.StringIO(body.decode("utf-8")))))
    if kind == "text/tab-separated-values":
        return len(body.decode("utf-8").splitlines())
    raise ValueError("an unexpected form: " + kind)


def ask(endpoint, form, how, way, only_headers):
    wrapper = client.SPARQLWrapper(endpoint)
    wrapper.setOnlyConneg(only_headers)
    wrapper.setQuery(QUERIES[form])
    try:
        wrapper.setReturnFormat(how)
    except ValueError:  # Before rdflib 6 it refuses JSON-LD, which rdflib then cannot read, though it knows how to ask.
        wrapper.returnFormat = how
    wrapper.setMethod(WAYS[way][0])
    wrapper.setRequestMethod(WAYS[way][1])
    answer = wrapper.query().response
    kind = answer.headers["Content-Type"].split(";")[0]
    return kind, parsed(kind, answer.read())


failed = 0
for form in QUERIES:
    for how in FORMATS:
        for way in WAYS:
            for only_headers in (False, True):
                name = "%-9s %-8s %-6s %s" % (form, how, way, "headers" if only_headers else "parameters")
                try:
                    kind, size = ask(sys.argv[1], form, how, way, only_headers)
                    if not size:
                        raise ValueError("nothing in it")
                    print(name, kind, size)
                except (ValueError, SyntaxError, urllib.error.HTTPError, client.SPARQLExceptions.SPARQLWrapperException) as e:
                    failed += 1
                    print(name, "FAILED", repr(e)[:300])
sys.exit(1 if failed else 0)
