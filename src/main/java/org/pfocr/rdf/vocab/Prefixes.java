package org.pfocr.rdf.vocab;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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

    /** A word with more wrong characters is another word. */
    private static final int MAX_SLIPS = 2;

    private Prefixes() {}

    /** What to do about a query that uses a prefix without declaring it: one sentence or two. */
    public static String undeclared(String prefix) {
        String near = ALL.keySet().stream()
                .min(Comparator.comparingInt(known -> distance(prefix, known)))
                .filter(known -> distance(prefix, known) <= MAX_SLIPS)
                .orElse(null);
        String declaration = near == null ? prefix + ": <…>" : near + ": <" + ALL.get(near) + ">";
        return "The prefix " + prefix + ": is not declared. "
                + (near == null || near.equals(prefix)
                        ? "Begin the query with PREFIX " + declaration
                        : "Do you mean PREFIX " + declaration + "?");
    }

    /** Edits of one character that make one word of the other (V. Levenshtein, 1966), whatever the case of letters. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == other.charAt(j - 1);
                int edits = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[j];
                row[j] = edits;
            }
        }
        return row[other.length()];
    }

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
