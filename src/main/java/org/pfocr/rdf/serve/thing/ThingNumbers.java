package org.pfocr.rdf.serve.thing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.page.Kind;

/**
 * What a page counts over all figures of a thing. For the most drawn genes that takes longer than a page may, so it is kept.
 *
 * @param years figures by year
 * @param texts how many texts were matched to the thing
 * @param words the most frequent of them, by how often each was read
 * @param partners things that are drawn with it; none where they are not known
 */
record ThingNumbers(
        SortedMap<Integer, Long> years, long texts, List<Map.Entry<String, Long>> words, List<Partners.Partner> partners) {
    private static final int WORDS = 15;
    private static final int PARTNERS = 12;

    static ThingNumbers of(Kind kind, Node thing, Reading reading, @Nullable Partners partners) {
        List<Map.Entry<String, Long>> words = new ArrayList<>();
        long texts = 0;
        boolean isRead = kind == Kind.GENE || kind == Kind.CHEMICAL || kind == Kind.DISEASE;
        if (isRead) {
            for (Binding row : reading.select(
                    "SELECT ?w (COUNT(*) AS ?n) { ?m pfocr:" + kind.singular()
                            + " ?x ; pfocr:word ?w } GROUP BY ?w ORDER BY DESC(?n) ?w",
                    Map.of("x", thing))) {
                long number = Reading.number(row, "n");
                texts += number;
                if (words.size() < WORDS) {
                    words.add(Map.entry(Reading.text(row, "w"), number));
                }
            }
        }
        return new ThingNumbers(
                figures(kind, thing, reading).years(),
                texts,
                words,
                isRead && partners != null ? partners.of(reading, thing, PARTNERS) : List.of());
    }

    /** The figures of a thing by year. */
    static YearList figures(Kind kind, Node thing, Reading reading) {
        return new YearList(
                reading, "?f " + Overview.LINKS.get(kind) + " ?x .", YearList.OF_FIGURE, Map.of("x", thing));
    }
}
