package org.pfocr.rdf.serve.thing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.Binding;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.page.Edition;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;

/**
 * What a generation holds as a whole: how many of each kind, figures per year, and each gene, chemical, disease, organism
 * and annotation with its number of figures. Read once, kept in memory. Thread-safe.
 */
public final class Overview {
    private static final List<Kind> LISTED =
            List.of(Kind.GENE, Kind.CHEMICAL, Kind.DISEASE, Kind.ORGANISM, Kind.ANNOTATION);

    /**
     * A thing and how many figures show it.
     *
     * @param lower its label in small letters, to search in
     */
    public record Entry(Node thing, String label, String lower, int figures) {}

    /** Genes on the first page. */
    private static final int TOP = 10;
    /** A page waits so long for the lists. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int RETRY_SECONDS = 5;
    /** Numbers of so many things are kept. */
    private static final int KEPT = 2_000;
    /** What is in more figures takes long to count, so it is counted before anybody asks. */
    private static final int MANY = 2_000;

    private final Cache<Node, ThingNumbers> numbers =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Edition edition;
    private final Map<Kind, Long> totals;
    private final List<Entry> top;
    private final CountDownLatch filled = new CountDownLatch(1);
    private final SortedMap<Integer, Long> years;
    private final Map<Kind, List<Entry>> entries = new ConcurrentHashMap<>();

    private Overview(Edition edition, Map<Kind, Long> totals, SortedMap<Integer, Long> years, List<Entry> top) {
        this.edition = edition;
        this.totals = totals;
        this.years = years;
        this.top = top;
    }

    /** Reads what is quick to read; {@link #fill} reads the rest. */
    static Overview of(Reading reading, long figures) {
        Map<Kind, Long> totals = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            totals.put(kind, kind == Kind.FIGURE ? figures : total(kind, reading));
        }
        List<Entry> top = new ArrayList<>();
        for (Binding row : reading.select(
                "SELECT ?x (COUNT(?f) AS ?n) { ?f " + YearList.LINKS.get(Kind.GENE)
                        + " ?x } GROUP BY ?x ORDER BY DESC(?n) LIMIT " + TOP,
                Map.of())) {
            add(row, top, reading);
        }
        return new Overview(edition(reading, figures), totals, years(reading), List.copyOf(top));
    }

    /** How many things of a kind there are: the data say so themselves, unless they were made by something else. */
    private static long total(Kind kind, Reading reading) {
        List<Binding> said = reading.select(
                "SELECT (MAX(?e) AS ?n) { ?part void:class ?type ; void:entities ?e }", Map.of("type", kind.type()));
        long total = said.stream().mapToLong(row -> Reading.number(row, "n")).sum();
        return total > 0
                ? total
                : reading.select("SELECT (COUNT(*) AS ?n) { ?x a ?type }", Map.of("type", kind.type())).stream()
                        .mapToLong(row -> Reading.number(row, "n"))
                        .sum();
    }

    /** Reads the lists of things; takes seconds for the whole database. */
    void fill(Reading reading) {
        try {
            for (Kind kind : LISTED) {
                read(kind, reading);
            }
        } finally {
            filled.countDown(); // Without some lists where it was ended.
        }
    }

    private static Edition edition(Reading reading, long figures) {
        String version = "";
        String date = "";
        for (Node dataset : reading.subjects(Iris.external(Terms.DCTERMS + "isVersionOf"), Iris.dataset(), 10)) {
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
            YearList.year(row, years);
        }
        return years;
    }

    private void read(Kind kind, Reading reading) {
        List<Entry> list = new ArrayList<>();
        for (Binding row : reading.select(
                "SELECT ?x (COUNT(?f) AS ?n) { ?f " + YearList.LINKS.get(kind) + " ?x } GROUP BY ?x", Map.of())) {
            add(row, list, reading);
        }
        list.sort(Comparator.comparingInt(Entry::figures)
                .reversed()
                .thenComparing(Entry::label)
                .thenComparing(entry -> entry.thing().getURI()));
        entries.put(kind, List.copyOf(list));
    }

    private static void add(Binding row, List<Entry> list, Reading reading) {
        Node thing = Reading.value(row, "x");
        if (thing != null && thing.isURI()) {
            String label = reading.label(thing);
            String lower = label.toLowerCase(Locale.ROOT);
            list.add(new Entry(thing, label, lower.equals(label) ? label : lower, (int) Reading.number(row, "n")));
        }
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
        return totals.getOrDefault(kind, 0L);
    }

    /** Figures by the year of their paper. */
    public SortedMap<Integer, Long> years() {
        return years;
    }

    /** The genes in most figures, the first first. */
    public List<Entry> top() {
        return top;
    }

    /**
     * The things of a kind, those in most figures first; none for figures and papers.
     *
     * @throws Refusal with status 503 where they are not read in time
     */
    public List<Entry> entries(Kind kind) {
        try {
            if (!filled.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refusal(Problem.tooMany(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        "Not ready yet",
                        "The server has just begun to read new data. Try again in a few seconds.",
                        RETRY_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.stopping());
        }
        return entries.getOrDefault(kind, List.of());
    }
}
