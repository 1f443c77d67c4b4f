#!/usr/bin/env python3
"""What one would write without this program: the C YAML parser, the csv module and rdflib, a figure at a time.

convert.py CHECKOUT OUT. It makes the figure, its paper, its mentions and its genes, chemicals and diseases, but not the
joins to other graphs, so it does less than pfocr-rdf.
"""
import csv
import hashlib
import json
import pathlib
import sys

import yaml
from rdflib import DCTERMS, RDF, RDFS, Graph, Literal, Namespace, URIRef

PFOCR = Namespace("https://pfocr.wikipathways.org/ontology#")
GENE = Namespace("https://identifiers.org/ncbigene/")
MESH = Namespace("http://id.nlm.nih.gov/mesh/")
PMC = Namespace("https://identifiers.org/pmc/")
SCHEMA = Namespace("http://schema.org/")
KINDS = {
    "genes": ("Gene", "gene", "mentionsGene", ("match", "symbol"), ("ncbigene_id", "entrez"), GENE),
    "chemicals": ("Chemical", "chemical", "mentionsChemical", ("match",), ("mesh", "identifier"), MESH),
    "diseases": ("Disease", "disease", "mentionsDisease", ("match",), ("mesh", "identifier"), MESH),
}


def first(row, names):
    return next((row[name] for name in names if row.get(name) not in (None, "", "NA")), None)


def rows(page, data, figid, kind):
    table = data / f"{figid}-{kind}.tsv"
    if table.exists():
        with open(table, encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        yield from page.get(kind) or []


def figure_graph(path, data):
    text = path.read_text(encoding="utf-8")
    page = yaml.load(text.split("\n---", 1)[0][4:], Loader=yaml.CSafeLoader)
    graph = Graph()
    figid = page["figid"]
    figure = URIRef(f"https://pfocr.wikipathways.org/figures/{figid}.html")
    paper = PMC[page["pmcid"]]
    graph.add((figure, RDF.type, PFOCR.PathwayFigure))
    graph.add((figure, DCTERMS.title, Literal(page["figtitle"])))
    graph.add((figure, DCTERMS.description, Literal(page["caption"])))
    graph.add((figure, DCTERMS.isPartOf, paper))
    graph.add((paper, DCTERMS.title, Literal(page["papertitle"])))
    graph.add((paper, DCTERMS.bibliographicCitation, Literal(page["reftext"])))
    graph.add((paper, DCTERMS.issued, Literal(page["year"])))
    for keyword in page["schema-jsonld"].get("keywords") or []:
        graph.add((figure, SCHEMA.keywords, Literal(keyword)))
    for kind, (name, link, mentions, matches, ids, namespace) in KINDS.items():
        for row in rows(page, data, figid, kind):
            key = json.dumps([kind, row["word"], first(row, matches), row.get("source"), row.get("organism_id")])
            mention = URIRef(f"{figure}#{link}-{hashlib.sha256(key.encode()).hexdigest()[:16]}")
            graph.add((mention, RDF.type, PFOCR[name + "Mention"]))
            graph.add((mention, PFOCR.inFigure, figure))
            graph.add((mention, PFOCR.word, Literal(row["word"])))
            if first(row, matches):
                graph.add((mention, PFOCR.matchedTerm, Literal(first(row, matches))))
            if row.get("source"):
                graph.add((mention, PFOCR.lexicon, PFOCR[row["source"]]))
            identifier = first(row, ids)
            if identifier:
                entity = namespace[str(identifier).removeprefix("mesh:")]
                graph.add((mention, PFOCR[link], entity))
                graph.add((figure, PFOCR[mentions], entity))
                label = first(row, ("ncbigene_symbol", "hgnc_symbol", "name"))
                if label:
                    graph.add((entity, RDFS.label, Literal(label)))
    return graph


def main(checkout, out):
    checkout = pathlib.Path(checkout)
    with open(out, "w", encoding="utf-8") as target:
        for path in sorted((checkout / "_figures").glob("*.md")):
            target.write(figure_graph(path, checkout / "_data").serialize(format="nt"))


main(*sys.argv[1:])
