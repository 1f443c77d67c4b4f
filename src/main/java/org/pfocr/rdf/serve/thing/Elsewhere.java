package org.pfocr.rdf.serve.thing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.page.Addresses;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** Pages of other sites about a thing. Stateless. */
final class Elsewhere {
    private Elsewhere() {}

    /** Writes a list of links; nothing where there is none. */
    static void write(Markup out, Kind kind, Node thing, Reading reading) {
        Map<String, String> links = of(kind, thing, reading);
        if (!links.isEmpty()) {
            out.raw("<ul class=\"links\">\n");
            links.forEach(
                    (name, address) -> out.raw("<li>").outward(address, name).raw("</li>\n"));
            out.raw("</ul>\n");
        }
    }

    private static Map<String, String> of(Kind kind, Node thing, Reading reading) {
        Map<String, String> links = new LinkedHashMap<>();
        String id = Reading.id(thing);
        switch (kind) {
            case GENE -> {
                links.put("NCBI Gene", "https://www.ncbi.nlm.nih.gov/gene/" + id);
                for (Node symbol : reading.objects(thing, Terms.WP_BDB_HGNC_SYMBOL)) {
                    links.put(
                            "HGNC",
                            "https://www.genenames.org/data/gene-symbol-report/#!/symbol/" + Reading.id(symbol));
                }
                boolean hasProtein = false;
                for (Node protein : reading.objects(thing, Terms.WP_BDB_UNIPROT)) {
                    hasProtein = true;
                    String accession = Reading.id(protein);
                    links.put("UniProt " + accession, "https://www.uniprot.org/uniprotkb/" + accession);
                }
                if (!hasProtein) {
                    links.put("UniProt", "https://www.uniprot.org/uniprotkb?query=xref:geneid-" + id);
                }
                for (Node gene : reading.objects(thing, Terms.WP_BDB_ENSEMBL)) {
                    links.put("Ensembl", "https://www.ensembl.org/id/" + Reading.id(gene));
                }
                links.put(
                        "WikiPathways",
                        "https://www.wikipathways.org/search.html?query=" + Addresses.encoded(reading.label(thing)));
                links.put("Wikidata", "https://www.wikidata.org/w/index.php?search=haswbstatement:P351=" + id);
            }
            case CHEMICAL, DISEASE -> {
                if (id.matches("[CD]\\d+")) {
                    links.put("MeSH", "https://meshb.nlm.nih.gov/record/ui?ui=" + id);
                    links.put("Wikidata", "https://www.wikidata.org/w/index.php?search=haswbstatement:P486=" + id);
                    links.put(
                            "PubMed",
                            "https://pubmed.ncbi.nlm.nih.gov/?term="
                                    + Addresses.encoded("\"" + reading.label(thing) + "\"[MeSH Terms]"));
                }
                for (Node chebi : reading.objects(thing, Pfocr.chebiId)) {
                    String number = Reading.text(chebi).replaceAll("\\D", "");
                    links.put("ChEBI " + number, "https://www.ebi.ac.uk/chebi/searchId.do?chebiId=CHEBI:" + number);
                }
                for (Node doid : reading.objects(thing, Pfocr.diseaseOntologyId)) {
                    String name = "DOID:" + Reading.text(doid).replaceAll("\\D", "");
                    links.put("Disease Ontology " + name, "https://disease-ontology.org/?id=" + name);
                }
            }
            case ORGANISM -> {
                links.put("NCBI Taxonomy", "https://www.ncbi.nlm.nih.gov/Taxonomy/Browser/wwwtax.cgi?id=" + id);
                links.put("UniProt", "https://www.uniprot.org/taxonomy/" + id);
                links.put("Wikidata", "https://www.wikidata.org/w/index.php?search=haswbstatement:P685=" + id);
            }
            default -> {}
        }
        return links;
    }
}
