package org.pfocr.rdf.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.jena.graph.Node;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.index.Fields;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** Whatever has a text that matches: figures, and by their properties also papers, mentions and things. Thread-safe. */
public final class TextHits {
    private static final String SCHEMA = Terms.SCHEMA;

    /** Properties whose texts are in the index, by their IRIs: what has them, and the field. */
    private static final Map<String, List<Place>> PLACES = places();

    private static final int LOOK = 1 << 8;

    private final IndexSearcher figures;
    private final ThingIndex things;
    private final Queries queries;
    private final Queries thingQueries;
    private final Texts texts;

    /** What has a text. */
    private enum Subject {
        FIGURE,
        PAPER,
        MENTION,
        THING
    }

    /** @param field of the index */
    private record Place(Subject subject, String field) {}

    /**
     * What is looked for.
     *
     * @param properties whose texts count; none for all that is known of a figure
     * @param limit of the best; negative for all
     */
    public record Asked(String text, List<Node> properties, int limit) {
        public Asked {
            properties = List.copyOf(properties);
        }
    }

    /** A text that matches, and the property that has it. */
    public record Match(Node literal, Node property) {}

    TextHits(IndexSearcher figures, ThingIndex things, Queries queries, Texts texts) {
        this.figures = figures;
        this.things = things;
        this.queries = queries;
        this.thingQueries = new Queries(things.searcher().getIndexReader(), things);
        this.texts = texts;
    }

    private static Map<String, List<Place>> places() {
        Place title = new Place(Subject.FIGURE, Fields.TITLE);
        Place caption = new Place(Subject.FIGURE, Fields.CAPTION);
        Place paper = new Place(Subject.PAPER, Fields.PAPER);
        Place thing = new Place(Subject.THING, Fields.TEXT);
        Place mention = new Place(Subject.MENTION, Fields.SYMBOL);
        return Map.of(
                Terms.DCTERMS_TITLE.getURI(),
                List.of(title, paper, thing),
                Terms.RDFS_LABEL.getURI(),
                List.of(title, paper, thing),
                SCHEMA + "name",
                List.of(title),
                Terms.DCTERMS_DESCRIPTION.getURI(),
                List.of(caption),
                SCHEMA + "description",
                List.of(caption),
                Terms.SCHEMA_KEYWORDS.getURI(),
                List.of(new Place(Subject.PAPER, Fields.KEYWORD)),
                Terms.SKOS_ALT_LABEL.getURI(),
                List.of(thing),
                Terms.SKOS_PREF_LABEL.getURI(),
                List.of(thing),
                Pfocr.word.getURI(),
                List.of(mention),
                Pfocr.matchedTerm.getURI(),
                List.of(mention));
    }

    /** IRIs of the properties whose texts can be asked for, in their order. */
    public static List<String> properties() {
        return PLACES.keySet().stream().sorted().toList();
    }

    /**
     * Finds what matches, best first; ties in the order of the store.
     *
     * @param isCancelled asked now and then; then a {@link CancellationException} is thrown
     */
    public Hits of(Asked asked, BooleanSupplier isCancelled) {
        try {
            Clause.Parsed parsed = Clause.parsed(asked.text);
            if (parsed.clauses().isEmpty()) {
                return new Hits(List.of());
            }
            Map<Long, Float> best = new HashMap<>();
            if (asked.properties.isEmpty()) {
                collect(figures, queries.of(parsed, Scope.FIGURE, true), Fields.NODE, best, isCancelled);
            }
            for (Node property : asked.properties) {
                for (Place place : PLACES.getOrDefault(property.getURI(), List.of())) {
                    find(parsed, place, property, best, isCancelled);
                }
            }
            List<Hits.Hit> found = new ArrayList<>(best.size());
            best.forEach((node, score) -> found.add(new Hits.Hit(node, score)));
            found.sort(Comparator.<Hits.Hit>comparingDouble(hit -> -hit.score()).thenComparingLong(Hits.Hit::node));
            return new Hits(asked.limit < 0 || asked.limit >= found.size() ? found : found.subList(0, asked.limit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void find(
            Clause.Parsed parsed, Place place, Node property, Map<Long, Float> best, BooleanSupplier isCancelled)
            throws IOException {
        Scope scope = Scope.of(place.field);
        switch (place.subject) {
            case FIGURE -> {
                Map<Long, Float> found = new HashMap<>();
                collect(figures, queries.of(parsed, scope, true), Fields.NODE, found, isCancelled);
                found.forEach((node, score) -> {
                    // A figure without a title has a label that was made for it.
                    if (texts.first(node, property) != null) {
                        best.merge(node, score, Math::max);
                    }
                });
            }
            case PAPER -> collect(figures, queries.of(parsed, scope, true), Fields.PAPER_NODE, best, isCancelled);
            case THING -> {
                Query query = thingQueries.of(parsed, scope, true);
                Map<Long, Float> found = new HashMap<>();
                collect(things.searcher(), query, Fields.NODE, found, isCancelled);
                keep(found, property, new Marks(query), best, isCancelled);
            }
            case MENTION -> {
                Query query = queries.of(parsed, Scope.SYMBOLS, true);
                Map<Long, Float> found = new HashMap<>();
                collect(figures, query, Fields.NODE, found, isCancelled);
                Map<Long, Float> mentions = new HashMap<>();
                found.forEach((figure, score) ->
                        texts.subjects(Pfocr.inFigure, figure).forEach(mention -> mentions.put(mention, score)));
                keep(mentions, property, new Marks(query), best, isCancelled);
            }
        }
    }

    /** Of what may match, keeps what has a matching text in a property. */
    private void keep(
            Map<Long, Float> found, Node property, Marks marks, Map<Long, Float> best, BooleanSupplier isCancelled) {
        int[] looked = new int[1];
        Map<Node, Boolean> known = new HashMap<>(); // The same words are in many figures.
        found.forEach((node, score) -> {
            if (++looked[0] % LOOK == 0 && isCancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            for (Node literal : texts.all(node, property)) {
                if (known.computeIfAbsent(literal, text -> marks.isIn(Texts.text(text)))) {
                    best.merge(node, score, Math::max);
                }
            }
        });
    }

    private static void collect(
            IndexSearcher searcher, Query query, String node, Map<Long, Float> best, BooleanSupplier isCancelled)
            throws IOException {
        searcher.search(query, new OneCollector<>(new SimpleCollector() {
            private @Nullable NumericDocValues nodes;
            private @Nullable Scorable scorer;
            private int collected;

            @Override
            protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
                nodes = DocValues.getNumeric(leaf.reader(), node);
            }

            @Override
            public void setScorer(Scorable ofLeaf) {
                scorer = ofLeaf;
            }

            @Override
            public void collect(int doc) throws IOException {
                if (++collected % LOOK == 0 && isCancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                if (nodes != null && scorer != null && nodes.advanceExact(doc)) {
                    best.merge(nodes.longValue(), scorer.score(), Math::max);
                }
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE;
            }
        }));
    }

    /** Shows the texts for which something was found. For one query and one thread. */
    public Shown shown(Asked asked) {
        try {
            Clause.Parsed parsed = Clause.parsed(asked.text);
            Scope scope = asked.properties.isEmpty() ? Scope.FIGURE : Scope.TEXTS;
            return new Shown(asked, new Marks(queries.of(parsed, scope, true)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts that match. */
    public final class Shown {
        private final Set<Node> properties;
        private final Marks marks;

        private Shown(Asked asked, Marks marks) {
            this.marks = marks;
            this.properties = new LinkedHashSet<>(
                    asked.properties.isEmpty()
                            ? List.of(Terms.DCTERMS_TITLE, Terms.DCTERMS_DESCRIPTION)
                            : asked.properties);
        }

        /** The first text of something that matches; its first text at all where only other things of it match; or null. */
        public @Nullable Match match(long node) {
            Match first = null;
            for (Node property : properties) {
                for (Node literal : texts.all(node, property)) {
                    Match match = new Match(literal, property);
                    if (marks.isIn(Texts.text(literal))) {
                        return match;
                    }
                    first = first == null ? match : first;
                }
            }
            return first;
        }

        /** A text with its matches marked. */
        public String marked(String text, Highlight highlight) {
            return marks.passages(text, highlight.style());
        }
    }

    /** The graph that has a text of something; null where none has. */
    public @Nullable Node graph(long node, Match match) {
        return texts.graph(node, match.property, match.literal);
    }

    /** The term of a hit. */
    public Node term(long node) {
        return texts.node(node);
    }

    /** The node id of a term; null where the store does not have it. */
    public @Nullable Long id(Node term) {
        return texts.id(term);
    }
}
