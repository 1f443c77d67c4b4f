package org.pfocr.rdf.serve.thing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.page.Kind;

/**
 * Figures of a thing, or papers, the newest first, in parts. Only the years that a part has are asked for, so that a thing
 * in tens of thousands of figures is as quick as any.
 */
final class YearList {
    /** Which property of a figure leads to the things of a kind. */
    static final Map<Kind, String> LINKS = Map.of(
            Kind.GENE, "pfocr:mentionsGene",
            Kind.CHEMICAL, "pfocr:mentionsChemical",
            Kind.DISEASE, "pfocr:mentionsDisease",
            Kind.ORGANISM, "pfocr:organism",
            Kind.PAPER, "dcterms:isPartOf",
            Kind.ANNOTATION, "pfocr:annotation");

    /** From a figure ?f to its year ?y. */
    static final String OF_FIGURE = "?f dcterms:isPartOf ?p . ?p dcterms:issued ?y .";

    private final Reading reading;
    private final String pattern;
    private final String yearPattern;
    private final Map<String, Node> given;

    /**
     * @param pattern SPARQL that binds ?f
     * @param yearPattern SPARQL that leads from ?f to its year ?y
     * @param given what other variables of the pattern are
     */
    YearList(Reading reading, String pattern, String yearPattern, Map<String, Node> given) {
        this.reading = reading;
        this.pattern = pattern;
        this.yearPattern = yearPattern;
        this.given = given;
    }

    /** How many there are in each year. */
    SortedMap<Integer, Long> years() {
        SortedMap<Integer, Long> years = new TreeMap<>();
        for (Binding row : reading.select(
                "SELECT ?y (COUNT(*) AS ?n) { " + pattern + " " + yearPattern + " } GROUP BY ?y", given)) {
            year(row, years);
        }
        return years;
    }

    /**
     * A part of the list.
     *
     * @param year of which alone; null for all
     */
    List<Node> part(SortedMap<Integer, Long> years, @Nullable Integer year, long offset, int size) {
        List<Node> found = new ArrayList<>();
        long skip = offset;
        SortedMap<Integer, Long> newest = new TreeMap<>(Collections.reverseOrder());
        newest.putAll(years);
        for (Map.Entry<Integer, Long> entry : newest.entrySet()) {
            if (year != null && !year.equals(entry.getKey())) {
                continue;
            }
            if (skip >= entry.getValue()) {
                skip -= entry.getValue();
                continue;
            }
            Map<String, Node> values = new HashMap<>(given);
            values.put("y", NodeFactory.createLiteralDT(String.valueOf(entry.getKey()), XSDDatatype.XSDgYear));
            add(found, pattern + " " + yearPattern, values, skip, size - found.size());
            skip = 0;
            if (found.size() >= size) {
                return found;
            }
        }
        if (year == null) {
            add(found, pattern + " FILTER NOT EXISTS { " + yearPattern + " }", given, skip, size - found.size());
        }
        return found;
    }

    private void add(List<Node> found, String where, Map<String, Node> values, long offset, int size) {
        reading.select("SELECT ?f { " + where + " } OFFSET " + offset + " LIMIT " + size, values).stream()
                .map(row -> Reading.value(row, "f"))
                .filter(Objects::nonNull)
                .forEach(found::add);
    }

    /** Adds a row of ?y and ?n. */
    static void year(Binding row, SortedMap<Integer, Long> years) {
        String year = Reading.text(row, "y");
        if (year.matches("\\d{4}")) {
            years.merge(Integer.parseInt(year), Reading.number(row, "n"), Long::sum);
        }
    }
}
