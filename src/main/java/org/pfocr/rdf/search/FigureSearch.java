package org.pfocr.rdf.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.jena.atlas.lib.Cache;
import org.apache.jena.atlas.lib.CacheFactory;
import org.apache.jena.graph.Node;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.found.SearchRequest;
import org.pfocr.rdf.search.found.SearchResult;
import org.pfocr.rdf.search.found.SearchResult.Facet;
import org.pfocr.rdf.search.found.SearchResult.Figure;
import org.pfocr.rdf.search.found.UnknownThing;
import org.pfocr.rdf.search.index.Fields;
import org.pfocr.rdf.search.index.Kind;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** Finds figures, counts what they have, and shows where they match. Thread-safe. */
final class FigureSearch {
    private static final int FACETS = 20;
    private static final int MAX_YEARS = 200;
    private static final int MAX_MATCHED = 20;

    /** Answers that are kept, and the most figures in one of them. */
    private static final int MAX_KEPT = 200;

    private static final int MAX_KEPT_FIGURES = 100;

    private final IndexSearcher searcher;
    private final ThingIndex things;
    private final Queries queries;
    private final Texts texts;
    private final Cache<SearchRequest, SearchResult> kept = CacheFactory.createCache(MAX_KEPT);
    private @Nullable FigureColumns columns;

    FigureSearch(IndexSearcher searcher, ThingIndex things, Queries queries, Texts texts) {
        this.searcher = searcher;
        this.things = things;
        this.queries = queries;
        this.texts = texts;
    }

    /** What facets count, read when it is first needed. */
    private synchronized FigureColumns columns() throws IOException {
        if (columns == null) {
            columns = FigureColumns.of(searcher.getIndexReader());
        }
        return columns;
    }

    SearchResult find(SearchRequest request, BooleanSupplier isCancelled) throws UnknownThing {
        SearchResult known = kept.getIfPresent(request);
        if (known != null) {
            return known;
        }
        SearchResult found = found(request, isCancelled);
        if (found.figures().size() <= MAX_KEPT_FIGURES) {
            kept.put(request, found);
        }
        return found;
    }

    private SearchResult found(SearchRequest request, BooleanSupplier isCancelled) throws UnknownThing {
        try {
            Clause.Parsed parsed = Clause.parsed(request.text());
            Query filter = filter(request);
            Query text = queries.of(parsed, Scope.FIGURE, parsed.isAny());
            Page page = page(filtered(text, filter), request, isCancelled);
            if (page.counts.total == 0 && !parsed.isAny()) {
                text = queries.of(parsed, Scope.FIGURE, true);
                page = page(filtered(text, filter), request, isCancelled);
            }
            Marks marks = new Marks(text);
            Set<Integer> named = named(parsed);
            List<Figure> figures = new ArrayList<>();
            for (ScoreDoc found : page.found) {
                figures.add(figure(found, marks, named));
            }
            return new SearchResult(page.counts.total, figures, facets(page.counts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param found the figures of the page */
    private record Page(List<ScoreDoc> found, FacetCounts counts) {}

    private Page page(Query query, SearchRequest request, BooleanSupplier isCancelled) throws IOException {
        int wanted = Math.max(
                1,
                Math.min(
                        request.offset() + request.limit(),
                        searcher.getIndexReader().maxDoc()));
        FacetCounts counts = new FacetCounts(columns(), things.size(), isCancelled);
        TopDocsCollector<?> top;
        if (request.sort() == SearchRequest.Sort.RELEVANCE) {
            top = new TopScoreDocCollectorManager(wanted, null, Integer.MAX_VALUE).newCollector();
        } else {
            top = new TopFieldCollectorManager(sort(request.sort()), wanted, null, Integer.MAX_VALUE).newCollector();
        }
        searcher.search(query, new OneCollector<>(MultiCollector.wrap(top, counts)));
        ScoreDoc[] page = top.topDocs(request.offset(), request.limit()).scoreDocs;
        if (request.sort() != SearchRequest.Sort.RELEVANCE) {
            TopFieldCollector.populateScores(page, searcher, query);
        }
        return new Page(List.of(page), counts);
    }

    private static Sort sort(SearchRequest.Sort sort) {
        String field = sort == SearchRequest.Sort.GENES ? Fields.GENES : Fields.YEAR;
        SortField first = new SortField(field, SortField.Type.INT, sort != SearchRequest.Sort.OLDEST);
        // Figures without a year come last, whichever way.
        first.setMissingValue(sort == SearchRequest.Sort.OLDEST ? Integer.MAX_VALUE : Integer.MIN_VALUE);
        return new Sort(first, SortField.FIELD_SCORE);
    }

    private static Query filtered(Query text, @Nullable Query filter) {
        return filter == null
                ? text
                : new BooleanQuery.Builder()
                        .add(text, Occur.MUST)
                        .add(filter, Occur.FILTER)
                        .build();
    }

    private @Nullable Query filter(SearchRequest request) throws UnknownThing, IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean isEmpty = true;
        for (Map.Entry<Kind, List<String>> wanted : request.wanted().entrySet()) {
            for (String name : wanted.getValue()) {
                int thing = thing(wanted.getKey(), name);
                if (thing < 0) {
                    throw new UnknownThing(wanted.getKey(), name);
                }
                all.add(new TermQuery(new Term(Fields.THING, Fields.term(thing))), Occur.FILTER);
                isEmpty = false;
            }
        }
        Integer from = request.fromYear();
        Integer to = request.toYear();
        if (from != null || to != null) {
            all.add(
                    NumericDocValuesField.newSlowRangeQuery(
                            Fields.YEAR, from == null ? 0 : from, to == null ? Integer.MAX_VALUE : to),
                    Occur.FILTER);
            isEmpty = false;
        }
        return isEmpty ? null : all.build();
    }

    /** The thing that an IRI, an id or a name stands for; negative where there is none. */
    private int thing(Kind kind, String name) throws IOException {
        List<Node> nodes = new ArrayList<>();
        Node iri = Iris.parsed(name);
        if (iri != null) {
            nodes.add(iri);
        }
        boolean isNumber = name.matches("[0-9]{1,10}");
        switch (kind) {
            case GENE -> {
                if (isNumber) {
                    nodes.add(Iris.gene(Long.parseLong(name)));
                }
            }
            case ORGANISM -> {
                if (isNumber) {
                    nodes.add(Iris.taxon(name));
                }
            }
            case CHEMICAL, DISEASE -> {
                if (name.matches("(?i)(mesh:)?[CD][0-9]+")) {
                    nodes.add(Iris.mesh(name.replaceFirst("(?i)^mesh:", "").toUpperCase(Locale.ROOT)));
                }
            }
            default -> {
                // Has a name only.
            }
        }
        for (Node node : nodes) {
            Long id = texts.id(node);
            int thing = id == null ? -1 : things.of(id, kind);
            if (thing >= 0) {
                return thing;
            }
        }
        return things.named(name, kind);
    }

    /** Things that the text names. */
    private Set<Integer> named(Clause.Parsed parsed) throws IOException {
        Set<Integer> named = new LinkedHashSet<>();
        for (Clause clause : parsed.clauses()) {
            if (clause.sign() != Clause.Sign.FORBIDDEN) {
                Arrays.stream(things.genes(clause.text())).forEach(named::add);
                for (Kind kind : List.of(Kind.CHEMICAL, Kind.DISEASE)) {
                    int thing = things.named(clause.text(), kind);
                    if (thing >= 0) {
                        named.add(thing);
                    }
                }
            }
        }
        return named;
    }

    private Figure figure(ScoreDoc found, Marks marks, Set<Integer> named) throws IOException {
        LeafReaderContext leaf = searcher.getIndexReader()
                .leaves()
                .get(ReaderUtil.subIndex(found.doc, searcher.getIndexReader().leaves()));
        int doc = found.doc - leaf.docBase;
        long node = value(leaf, Fields.NODE, doc, 0);
        long paper = value(leaf, Fields.PAPER_NODE, doc, Long.MIN_VALUE);
        long year = value(leaf, Fields.YEAR, doc, -1);
        String title = texts.text(node, Terms.DCTERMS_TITLE);
        if (title.isEmpty()) {
            title = texts.text(node, Terms.RDFS_LABEL);
        }
        return new Figure(
                texts.node(node),
                texts.text(node, Terms.DCTERMS_IDENTIFIER),
                title,
                marks.whole(title, Marks.Style.HTML),
                marks.passages(texts.text(node, Terms.DCTERMS_DESCRIPTION), Marks.Style.HTML),
                paper == Long.MIN_VALUE ? null : texts.node(paper),
                paper == Long.MIN_VALUE ? "" : texts.text(paper, Terms.DCTERMS_TITLE),
                year < 0 ? null : (int) year,
                organism(node),
                texts.first(node, Terms.FOAF_DEPICTION),
                Float.isNaN(found.score) ? 0 : found.score,
                (int) value(leaf, Fields.GENES, doc, 0),
                matched(leaf, doc, named));
    }

    private static long value(LeafReaderContext leaf, String field, int doc, long none) throws IOException {
        NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
        return values.advanceExact(doc) ? values.longValue() : none;
    }

    private String organism(long figure) {
        Set<Node> organisms = new LinkedHashSet<>(texts.all(figure, Pfocr.organism));
        if (organisms.isEmpty()) {
            organisms.addAll(texts.all(figure, Pfocr.matchedOrganism));
        }
        return organisms.stream().map(this::label).sorted().collect(Collectors.joining(", "));
    }

    private List<String> matched(LeafReaderContext leaf, int doc, Set<Integer> named) throws IOException {
        Set<String> labels = new LinkedHashSet<>();
        SortedNumericDocValues own = DocValues.getSortedNumeric(leaf.reader(), Fields.THING);
        if (!named.isEmpty() && own.advanceExact(doc)) {
            for (int i = own.docValueCount(); i > 0 && labels.size() < MAX_MATCHED; i--) {
                int thing = (int) own.nextValue();
                if (named.contains(thing)) {
                    labels.add(label(things.node(thing)));
                }
            }
        }
        return List.copyOf(labels);
    }

    private Map<String, List<Facet>> facets(FacetCounts counts) {
        Map<String, List<Facet>> facets = new LinkedHashMap<>();
        List<Facet> years = new ArrayList<>();
        for (int year = counts.years.length - 1; year > 0 && years.size() < MAX_YEARS; year--) {
            if (counts.years[year] > 0) {
                years.add(new Facet(String.valueOf(year), String.valueOf(year), counts.years[year]));
            }
        }
        facets.put("year", years);
        List<PriorityQueue<Integer>> most = new ArrayList<>();
        // The head is the one that goes first: the lowest count, of these the later thing.
        Comparator<Integer> order = Comparator.<Integer>comparingInt(thing -> counts.things[thing])
                .thenComparing(Comparator.reverseOrder());
        for (int i = 0; i < Kind.values().length; i++) {
            most.add(new PriorityQueue<>(order));
        }
        for (int thing = 0; thing < counts.things.length; thing++) {
            if (counts.things[thing] > 0) {
                PriorityQueue<Integer> ofKind = most.get(things.kind(thing).place());
                Integer least = ofKind.peek();
                if (ofKind.size() < FACETS || least == null || counts.things[thing] > counts.things[least]) {
                    ofKind.add(thing);
                    if (ofKind.size() > FACETS) {
                        ofKind.poll();
                    }
                }
            }
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.KEYWORD) {
                facets.put(
                        kind.word(),
                        most.get(kind.place()).stream()
                                .sorted(order.reversed())
                                .map(thing -> facet(thing, counts.things[thing]))
                                .toList());
            }
        }
        return facets;
    }

    private Facet facet(int thing, int count) {
        Node node = texts.node(things.node(thing));
        return new Facet(Texts.text(node), label(things.node(thing)), count);
    }

    private String label(Node node) {
        Long id = texts.id(node);
        return id == null ? Texts.text(node) : label(id);
    }

    private String label(long node) {
        Node itself = texts.node(node);
        if (itself.isLiteral()) {
            return itself.getLiteralLexicalForm();
        }
        String label = texts.text(node, Terms.RDFS_LABEL);
        return label.isEmpty() ? itself.toString() : label;
    }
}
