package org.pfocr.rdf.serve.thing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.Binding;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;
import org.pfocr.rdf.vocab.Flavour;

/**
 * What a page counts over all figures of a thing. For the most drawn genes that takes longer than a page may, so it is kept.
 *
 * @param years figures by year
 * @param texts how many texts were matched to the thing
 * @param words the most frequent of them, by how often each was read
 * @param partners genes that are drawn with it; none where they are not known
 * @param others chemicals and diseases that are drawn with it
 */
record ThingNumbers(
        SortedMap<Integer, Long> years,
        long texts,
        List<Map.Entry<String, Long>> words,
        List<Sets.Near> partners,
        List<Sets.Near> others) {
    private static final int WORDS = 15;
    private static final int PARTNERS = 10;

    static ThingNumbers of(Kind kind, Node thing, Reading reading) {
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
                isRead ? partners(thing, reading, Sets.Partners.GENES) : List.of(),
                isRead ? others(thing, reading) : List.of());
    }

    private static List<Sets.Near> others(Node thing, Reading reading) {
        List<Sets.Near> others = new ArrayList<>(partners(thing, reading, Sets.Partners.CHEMICALS));
        others.addAll(partners(thing, reading, Sets.Partners.DISEASES));
        others.sort(Comparator.comparingInt(Sets.Near::shared).reversed());
        return List.copyOf(others.subList(0, Math.min(PARTNERS, others.size())));
    }

    private static List<Sets.Near> partners(Node thing, Reading reading, Sets.Partners kind) {
        Sets sets = reading.sets();
        if (sets == null) {
            return List.of();
        }
        try {
            return sets.drawnWith(thing, Flavour.ALL, kind, null, PARTNERS);
        } catch (UnusableRequest e) { // Nothing was asked that could be unusable.
            throw new IllegalStateException(e);
        }
    }

    /** The figures of a thing by year. */
    static YearList figures(Kind kind, Node thing, Reading reading) {
        return new YearList(
                reading, "?f " + YearList.LINKS.get(kind) + " ?x .", YearList.OF_FIGURE, Map.of("x", thing));
    }
}
