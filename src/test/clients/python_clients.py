"""Asks with SPARQLWrapper or rdflib. Arguments: client, endpoint, folder of queries. Prints what clients-test compares."""

import sys
from pathlib import Path


def text(name):
    return (Path(sys.argv[3]) / name).read_text()


def sparqlwrapper(endpoint):
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper(endpoint)
    client.setReturnFormat(JSON)
    client.setQuery(text("select.rq"))
    rows = client.query().convert()["results"]["bindings"]
    client.setMethod(POST)
    assert client.query().convert()["results"]["bindings"] == rows, "GET and POST differ"
    answers = [rows]
    for name in ("sets.rq", "functions.rq"):
        client.setQuery(text(name))
        answers.append(client.query().convert()["results"]["bindings"])
    for some in answers:
        for figure in sorted(row["figure"]["value"] for row in some):
            print(figure)
    client.setQuery(text("ask.rq"))
    print("ask", str(client.query().convert()["boolean"]).lower())
    client.setReturnFormat(TURTLE)
    client.setQuery(text("construct.rq"))
    from rdflib import Graph

    print("construct", len(Graph().parse(data=client.query().convert(), format="turtle")))
    client.setReturnFormat(JSON)
    client.setQuery(text("wrong.rq"))
    try:
        client.query()
        print("error none")
    except QueryBadFormed:  # SPARQLWrapper's word for a 400.
        print("error 400")


def rdflib(endpoint):
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(endpoint))
    for name in ("select.rq", "sets.rq", "functions.rq"):
        for figure in sorted(str(row.figure) for row in graph.query(text(name))):
            print(figure)
    print("ask", str(bool(graph.query(text("ask.rq")).askAnswer)).lower())
    print("construct", len(graph.query(text("construct.rq")).graph))
    try:
        graph.query(text("wrong.rq"))
        print("error none")
    except ValueError:  # rdflib's word for a 400; it has others for all else.
        print("error 400")


{"sparqlwrapper": sparqlwrapper, "rdflib": rdflib}[sys.argv[1]](sys.argv[2])
