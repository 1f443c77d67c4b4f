"""Reads tables and gene sets of a release by pandas and by the rules of gseapy, and a Jelly file by pyjelly where that is
installed. Usage: python3 release_tables.py FOLDER VERSION"""
import gzip
import io
import json
import pathlib
import sys

import pandas

folder, version = pathlib.Path(sys.argv[1]), sys.argv[2]
tables = {}
for table in json.loads((folder / "datapackage.json").read_text())["resources"]:
    # The line of README.md.
    rows = pandas.read_csv(folder / table["path"], sep="\t", keep_default_na=False, na_values=[""])
    for field in table["schema"]["fields"]:
        values = rows[field["name"]].dropna()
        if field["type"] in ("integer", "year"):
            assert (values == values.astype("int64")).all(), (table["name"], field)
        elif field["type"] == "number":
            values.astype("float64")
    tables[table["name"]] = pandas.read_csv(
        folder / table["path"], sep="\t", keep_default_na=False, na_values=[""], dtype=str)
    print("pandas", table["name"], len(rows), "rows", sep="\t")

# Gene sets by the way gseapy cuts lines, against the tables.
order = ["strict", "synonyms", "all"]
mentions = tables["mentions"].merge(tables["genes"][["gene", "symbol", "organism"]].rename(
    columns={"organism": "species"}), left_on="entity", right_on="gene")
mentions = mentions[mentions["kind"] == "gene"]
names = {"9606": "human", "10090": "mouse"}
for species, name in names.items():
    for flavour in order:
        some = mentions[(mentions["species"] == species)
                        & mentions["flavour"].isin(order[:order.index(flavour) + 1])]
        for by, column in (("entrez", "gene"), ("symbol", "symbol")):
            file = folder / f"pfocr-{version}-{name}-{flavour}-{by}.gmt"
            expected = {figure: set(genes) for figure, genes in some.dropna(subset=[column]).groupby("figure")[column]}
            found = {}
            if file.exists():
                for line in file.read_text(encoding="utf-8").splitlines():
                    cells = line.strip("\n").split("\t")
                    assert cells[0] not in found, cells[0]
                    found[cells[0]] = set(cells[2:])
                    assert len(found[cells[0]]) == len(cells) - 2 and "" not in found[cells[0]], cells[0]
            assert found == expected, (file.name, len(found), len(expected))
            print("gseapy's rule", file.name, len(found), "sets", sep="\t")

try:
    from pyjelly.integrations.generic.parse import parse_jelly_flat
except ImportError as e:
    print("left out: pyjelly,", e)
else:
    def term(node):
        """A term as a line of N-Quads has it, but for its escapes."""
        kind = type(node).__name__
        if kind == "IRI":
            return ("iri", node._iri)
        if kind == "Literal":
            return ("literal", node._lex, (node._langtag or "").lower(), node._datatype or "")
        return (kind, str(node))

    import rdflib
    rdflib.NORMALIZE_LITERALS = False
    expected = set()
    quads = rdflib.Dataset()
    quads.parse(io.BytesIO(gzip.open(folder / f"pfocr-{version}.nq.gz").read()), format="nquads")
    for s, p, o, g in quads.quads((None, None, None, None)):
        value = ("iri", str(o)) if isinstance(o, rdflib.URIRef) else (
            "literal", str(o), (o.language or "").lower(), str(o.datatype or ""))
        expected.add((("iri", str(s)), ("iri", str(p)), value, ("iri", str(g))))
    found = {tuple(term(node) for node in quad)
             for quad in parse_jelly_flat(io.BytesIO(gzip.open(folder / f"pfocr-{version}.jelly.gz").read()))
             if type(quad).__name__ == "Quad"}
    assert found == expected, (len(found), len(expected), list(found - expected)[:2], list(expected - found)[:2])
    print("pyjelly", "jelly", len(found), "the same as rdflib reads in nq", sep="\t")
