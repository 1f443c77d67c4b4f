package org.pfocr.rdf.serve.thing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.Binding;
import org.pfocr.rdf.serve.page.Edition;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;

/**
 * What a generation holds as a whole: how many of each kind, figures per year, and each gene, chemical, disease, organism
 * and annotation with its number of figures. Read once, kept in memory. Thread-safe.
 */
public final class Overview {
    /** Which property of a figure leads to the things of a kind. */
    static final Map<Kind, String> LINKS = Map.of(
            Kind.GENE, "pfocr:mentionsGene",
            Kind.CHEMICAL, "pfocr:mentionsChemical",
            Kind.DISEASE, "pfocr:mentionsDisease",
            Kind.ORGANISM, "pfocr:organism",
            Kind.PAPER, "dcterms:isPartOf",
            Kind.ANNOTATION, "pfocr:annotation");

    private static final List<Kind> LISTED =
            List.of(Kind.GENE, Kind.CHEMICAL, Kind.DISEASE, Kind.ORGANISM, Kind.ANNOTATION);

    /**
     * A thing and how many figures show it.
     *
     * @param lower its label in small letters, to search in
     */
    public record Entry(Node thing, String label, String lower, int figures) {}

    /** Numbers of so many things are kept. */
    private static final int KEPT = 2_000;
    /** What is in more figures takes long to count, so it is counted before anybody asks. */
    private static final int MANY = 2_000;

    private final Cache<Node, ThingNumbers> numbers =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Edition edition;
    private final long papers;
    private final SortedMap<Integer, Long> years;
    private final Map<Kind, List<Entry>> entries = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<Node, Integer>> counts = new EnumMap<>(Kind.class);

    private Overview(Edition edition, long papers, SortedMap<Integer, Long> years) {
        this.edition = edition;
        this.papers = papers;
        this.years = years;
    }

    /** Reads it all; takes seconds for the whole database. */
    static Overview of(Reading reading, long figures) {
        long papers = reading.select("SELECT (COUNT(*) AS ?n) { ?p a fabio:JournalArticle }", Map.of()).stream()
                .mapToLong(row -> Reading.number(row, "n"))
                .sum();
        Overview overview = new Overview(edition(reading, figures), papers, years(reading));
        for (Kind kind : LISTED) {
            overview.read(kind, reading);
        }
        return overview;
    }

    private static Edition edition(Reading reading, long figures) {
        String version = "";
        String date = "";
        for (Node dataset : reading.subjects(
                Iris.external(Terms.DCTERMS + "isVersionOf"), Iris.dataset(), 10)) {
            version = reading.text(dataset, Iris.external(Terms.PAV + "version"));
            date = reading.text(dataset, Terms.DCTERMS_ISSUED);
        }
        return new Edition(version, date, figures);
    }

    private static SortedMap<Integer, Long> years(Reading reading) {
        SortedMap<Integer, Long> years = new TreeMap<>();
        for (Binding row : reading.select(
                "SELECT ?y (COUNT(*) AS ?n) { ?f dcterms:isPartOf ?p ; a pfocr:PathwayFigure . ?p dcterms:issued ?y } GROUP BY ?y",
                Map.of())) {
            year(row, years);
        }
        return years;
    }

    /** Adds a row of ?y and ?n. */
    static void year(Binding row, SortedMap<Integer, Long> years) {
        String year = Reading.text(row, "y");
        if (year.matches("\\d{4}")) {
            years.merge(Integer.parseInt(year), Reading.number(row, "n"), Long::sum);
        }
    }

    private void read(Kind kind, Reading reading) {
        List<Entry> list = new ArrayList<>();
        Map<Node, Integer> byThing = new HashMap<>();
        for (Binding row : reading.select(
                "SELECT ?x (COUNT(?f) AS ?n) { ?f " + LINKS.get(kind) + " ?x } GROUP BY ?x", Map.of())) {
            Node thing = Reading.value(row, "x");
            if (thing == null || !thing.isURI()) {
                continue;
            }
            String label = reading.label(thing);
            String lower = label.toLowerCase(Locale.ROOT);
            int figures = (int) Reading.number(row, "n");
            list.add(new Entry(thing, label, lower.equals(label) ? label : lower, figures));
            byThing.put(thing, figures);
        }
        list.sort(Comparator.comparingInt(Entry::figures)
                .reversed()
                .thenComparing(Entry::label)
                .thenComparing(entry -> entry.thing().getURI()));
        entries.put(kind, List.copyOf(list));
        counts.put(kind, Map.copyOf(byThing));
    }

    /** Counts beforehand what takes long. */
    void prepare(Reading reading) {
        for (Kind kind : LISTED) {
            for (Entry entry : entries(kind)) {
                if (entry.figures() < MANY) {
                    break; // The most drawn come first.
                }
                numbers(kind, entry.thing(), reading);
            }
        }
    }

    /** What is counted over the figures of a thing. */
    ThingNumbers numbers(Kind kind, Node thing, Reading reading) {
        ThingNumbers known = numbers.getIfPresent(thing);
        if (known == null) { // Two may count at once; neither waits for the other.
            known = ThingNumbers.of(kind, thing, reading);
            numbers.put(thing, known);
        }
        return known;
    }

    public Edition edition() {
        return edition;
    }

    /** How many things of a kind there are. */
    public long count(Kind kind) {
        return switch (kind) {
            case FIGURE -> edition.figures();
            case PAPER -> papers;
            default -> entries(kind).size();
        };
    }

    /** Figures by the year of their paper. */
    public SortedMap<Integer, Long> years() {
        return years;
    }

    /** The things of a kind, those in most figures first; none for figures and papers. */
    public List<Entry> entries(Kind kind) {
        return entries.getOrDefault(kind, List.of());
    }

    /** How many figures show a thing. */
    public int figures(Kind kind, Node thing) {
        return counts.getOrDefault(kind, Map.of()).getOrDefault(thing, 0);
    }
}
