package org.pfocr.rdf.vocab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The prefixes of the output and of the endpoint, in the order of the data model. */
public final class Prefixes {
    /** Prefix to namespace. Unmodifiable. */
    public static final Map<String, String> ALL = all();

    /** All prefixes as the beginning of a SPARQL query. */
    public static final String PROLOGUE = ALL.entrySet().stream()
            .map(entry -> "PREFIX " + entry.getKey() + ": <" + entry.getValue() + ">\n")
            .collect(Collectors.joining());

    private Prefixes() {}

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("pfocr", Pfocr.NS);
        all.put("fig", Iris.SITE + "figures/");
        all.put("ncbigene", "https://identifiers.org/ncbigene/");
        all.put("hgncsym", "https://identifiers.org/hgnc.symbol/");
        all.put("hgnc", "https://identifiers.org/hgnc/");
        all.put("pmc", "https://identifiers.org/pmc/");
        all.put("mesh", "http://id.nlm.nih.gov/mesh/");
        all.put("obo", "http://purl.obolibrary.org/obo/");
        all.put("wp", Terms.WP);
        all.put("schema", Terms.SCHEMA);
        all.put("oa", "http://www.w3.org/ns/oa#");
        all.put("skos", Terms.SKOS);
        all.put("dcterms", Terms.DCTERMS);
        all.put("foaf", Terms.FOAF);
        all.put("fabio", Terms.FABIO);
        all.put("void", Terms.VOID);
        all.put("dcat", Terms.DCAT);
        all.put("prov", Terms.PROV);
        all.put("pav", Terms.PAV);
        all.put("rdf", Terms.RDF);
        all.put("rdfs", Terms.RDFS);
        all.put("owl", Terms.OWL);
        all.put("xsd", "http://www.w3.org/2001/XMLSchema#");
        return Collections.unmodifiableMap(all);
    }
}
