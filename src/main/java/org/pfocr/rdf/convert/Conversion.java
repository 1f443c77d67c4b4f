package org.pfocr.rdf.convert;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.map.ContextSource;
import org.pfocr.rdf.map.Entities;
import org.pfocr.rdf.map.FigureMapper;
import org.pfocr.rdf.map.OrganismNames;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.PaperIds;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.FigureReader;
import org.pfocr.rdf.read.IdMapReader;
import org.pfocr.rdf.read.IdMapReader.MappedId;
import org.pfocr.rdf.read.OrganismPageReader;
import org.pfocr.rdf.read.ReadResult;
import org.pfocr.rdf.sink.CountingSink;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.source.Opened;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Converts a checkout's figures into triples for a sink.
 *
 * <p>Reading, mapping and encoding run on several threads; the results are drained in the order of the input by the
 * calling thread, so the output does not depend on the number of threads. One use each.
 */
public final class Conversion {
    /** Figures that one task reads and maps: enough to make the hand-over cheap. */
    private static final int FIGURES_PER_TASK = 8;
    /** Tasks under way for each thread: enough to ride over a slow figure, few enough to bound memory. */
    private static final int TASKS_PER_THREAD = 3;

    private static final Node FIGURES_GRAPH = Iris.graph("figures");

    private final Checkout checkout;
    private final ConversionOptions options;
    private final CountingSink sink;
    private final Sink others;
    private final Consumer<Problem> problems;
    private final ProgressListener progress;

    private final FigureMapper mapper;
    private final Entities entities;
    private final Map<String, List<MappedId>> wikiPathways;
    private final Map<String, List<MappedId>> ndexNetworks;
    private final List<Problem> scanProblems = new ArrayList<>();

    /** FIGID to the figure that has it. */
    private final Map<String, FigureRef> figids = new HashMap<>();

    private final Set<Triple> shared = new LinkedHashSet<>();
    private int figures;
    private int rejected;
    private long rows;
    private long reportedRows;
    private long repeatedRows;
    private long triples;
    private long otherTriples;
    private @Nullable Node example;

    /**
     * @param problems gets each problem as it is met, on the calling thread, in the order of the input
     * @throws IOException when a file that the options name cannot be used
     */
    public Conversion(
            Checkout checkout,
            ConversionOptions options,
            Sink sink,
            Consumer<Problem> problems,
            ProgressListener progress)
            throws IOException {
        this.checkout = checkout;
        this.options = options;
        this.sink = new CountingSink(sink);
        this.others = sink;
        this.problems = problems;
        this.progress = progress;
        List<Taxon> pages = new ArrayList<>();
        checkout.organismPages().forEach(page -> {
            Taxon taxon = OrganismPageReader.read(page, scanProblems);
            if (taxon != null) {
                pages.add(taxon);
            }
        });
        OrganismNames names = new OrganismNames(pages);
        Map<String, HgncGene> hgnc = options.hgnc() == null ? Map.of() : Tables.hgnc(options.hgnc(), scanProblems);
        this.entities = new Entities(pages, names, hgnc, String.valueOf(options.hgnc()));
        this.mapper = new FigureMapper(ContextSource.load(options.contexts()), names, options.imageTemplate());
        this.wikiPathways = IdMapReader.wikiPathways(checkout.wikiPathwayMaps(), scanProblems);
        this.ndexNetworks = IdMapReader.ndex(checkout.ndexMaps(), scanProblems);
    }

    /** What a task makes of one figure file. */
    private record Mapped(
            FigureRef ref,
            String file,
            @Nullable Figure figure,
            int figidLine,
            int rows,
            int reportedRows,
            int repeatedRows,
            int tripleCount,
            Sink.@Nullable Prepared prepared,
            List<Triple> shared,
            List<Problem> problems) {}

    /**
     * Runs the conversion. The sink is neither committed nor closed.
     *
     * @throws IOException when the sink fails
     * @throws InterruptedException when the calling thread is interrupted
     */
    public Totals run() throws IOException, InterruptedException {
        checkout.problems().forEach(problems);
        scanProblems.forEach(problems);
        ExecutorService workers = Executors.newFixedThreadPool(options.threads(), task -> {
            Thread thread = new Thread(task, "convert");
            thread.setDaemon(true);
            return thread;
        });
        try {
            figures(workers);
            rowsWithoutFigure();
            writeShared();
            writeEntities(workers);
        } finally {
            workers.shutdownNow();
        }
        writeDescription();
        return new Totals(
                checkout.figures().size(),
                figures,
                rejected,
                rows,
                rows - reportedRows,
                repeatedRows,
                reportedRows,
                entities.pmcids().size(),
                entities.genes(),
                triples,
                otherTriples);
    }

    private void figures(ExecutorService workers) throws IOException, InterruptedException {
        List<FigureRef> refs = checkout.figures();
        Deque<Future<List<Mapped>>> underWay = new ArrayDeque<>();
        int next = 0;
        int done = 0;
        while (next < refs.size() || !underWay.isEmpty()) {
            while (next < refs.size() && underWay.size() < options.threads() * TASKS_PER_THREAD) {
                List<FigureRef> part = refs.subList(next, Math.min(next + FIGURES_PER_TASK, refs.size()));
                Callable<List<Mapped>> task = () -> part.stream().map(this::map).toList();
                underWay.add(workers.submit(task));
                next += part.size();
            }
            List<Mapped> results;
            try {
                results = underWay.remove().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a figure could not be converted: " + e.getCause(), e.getCause());
            }
            for (Mapped result : results) {
                drain(result);
                done++;
            }
            progress.progress(done, refs.size(), rejected);
        }
    }

    /** Runs on a worker thread. */
    private Mapped map(FigureRef ref) {
        String file = ref.file().toString();
        Opened opened = ref.open();
        List<Problem> found = new ArrayList<>(opened.problems());
        if (opened.files() == null) {
            return new Mapped(ref, file, null, 0, 0, 0, 0, 0, null, List.of(), found);
        }
        ReadResult result = FigureReader.read(opened.files());
        found.addAll(result.problems());
        if (!(result instanceof ReadResult.Read read)) {
            return new Mapped(ref, file, null, 0, result.rows(), result.reportedRows(), 0, 0, null, List.of(), found);
        }
        Figure figure = withMaps(read.figure());
        Collected others = new Collected();
        FigureMapper.Mapped mapped = mapper.map(figure, file, others, found::add);
        return new Mapped(
                ref,
                file,
                figure,
                read.figidLine(),
                read.rows(),
                read.reportedRows(),
                mapped.repeatedRows(),
                mapped.own().size(),
                sink.prepare(FIGURES_GRAPH, mapped.own()),
                others.triples,
                found);
    }

    /** Adds the networks that the checkout's own tables give the figure. */
    private Figure withMaps(Figure figure) {
        List<MappedId> pathways = wikiPathways.get(figure.id());
        List<MappedId> networks = ndexNetworks.get(figure.id());
        return pathways == null && networks == null
                ? figure
                : figure.withNetworks(joined(figure.wikiPathways(), pathways), joined(figure.ndexNetworks(), networks));
    }

    private static List<String> joined(List<String> ids, @Nullable List<MappedId> more) {
        Set<String> all = new LinkedHashSet<>(ids);
        if (more != null) {
            more.forEach(mapped -> all.add(mapped.id()));
        }
        return List.copyOf(all);
    }

    private void drain(Mapped mapped) throws IOException {
        mapped.problems.forEach(problems);
        rows += mapped.rows;
        Figure figure = mapped.figure;
        FigureRef earlier = figure == null ? null : figids.putIfAbsent(figure.id(), mapped.ref);
        if (figure == null || mapped.prepared == null || earlier != null) {
            if (earlier != null) {
                problems.accept(new Problem(
                        Kind.DUPLICATE_FIGID,
                        mapped.file,
                        mapped.figidLine,
                        "figid",
                        "is that of " + earlier.file() + " too, so this file was left out",
                        "keep one of the two"));
            }
            rejected++;
            reportedRows += mapped.rows;
            return;
        }
        figures++;
        if (example == null) {
            example = Iris.figure(figure.id());
        }
        reportedRows += mapped.reportedRows;
        repeatedRows += mapped.repeatedRows;
        triples += mapped.tripleCount;
        shared.addAll(mapped.shared);
        entities.observe(figure, mapped.file);
        mapped.prepared.write();
    }

    private void rowsWithoutFigure() {
        rowsWithoutFigure(wikiPathways);
        rowsWithoutFigure(ndexNetworks);
    }

    private void rowsWithoutFigure(Map<String, List<MappedId>> map) {
        if (checkout.isPartial()) {
            return; // Single files of a checkout: that the map names other figures is no problem.
        }
        new TreeMap<>(map).forEach((figid, ids) -> {
            if (!figids.containsKey(figid)) {
                ids.forEach(row -> problems.accept(new Problem(
                        Kind.ROW_WITHOUT_FIGURE,
                        row.file(),
                        row.line(),
                        null,
                        Problem.quote(figid) + " is no figure of the input, so " + row.id() + " is not in the output",
                        "add the figure or remove the row")));
            }
        });
    }

    private void writeShared() throws IOException {
        List<Triple> sorted = new ArrayList<>(shared);
        sorted.sort(Comparator.comparing((Triple t) -> t.getSubject().getURI())
                .thenComparing(t -> t.getPredicate().getURI())
                .thenComparing(t -> t.getObject().toString()));
        write(sorted);
    }

    private void writeEntities(ExecutorService workers) throws IOException {
        Map<String, PaperIds> paperIds = options.pmcIds() == null
                ? new HashMap<>()
                : Tables.paperIds(options.pmcIds(), entities.pmcids(), problems);
        InOrder inOrder = new InOrder(workers);
        entities.eachPart(paperIds, inOrder::write);
        inOrder.finish();
    }

    /** What a task makes of a part of the entities. */
    private record MappedPart(int tripleCount, Sink.Prepared prepared, List<Problem> problems) {}

    /** Runs on a worker thread. */
    private MappedPart map(Entities.Part part, Set<Node> subjectsOfShared) {
        List<Problem> found = new ArrayList<>();
        TripleBatch batch = new TripleBatch();
        part.write(batch, found::add);
        TripleBatch own = withoutShared(batch, subjectsOfShared);
        return new MappedPart(own.size(), sink.prepare(FIGURES_GRAPH, own), found);
    }

    /** Leaves out what a block said as well, of a paper, say. */
    private TripleBatch withoutShared(TripleBatch batch, Set<Node> subjectsOfShared) {
        BitSet left = new BitSet();
        int subject = -1;
        boolean mayBeShared = false;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.subject(i) != subject) {
                subject = batch.subject(i);
                mayBeShared = subjectsOfShared.contains(batch.term(subject));
            }
            if (mayBeShared && shared.contains(batch.triple(i))) {
                left.set(i);
            }
        }
        if (left.isEmpty()) {
            return batch;
        }
        TripleBatch own = new TripleBatch();
        for (int i = 0; i < batch.size(); i++) {
            if (!left.get(i)) {
                own.add(batch.triple(i));
            }
        }
        return own;
    }

    /** Parts that are prepared by the workers and written in the order in which they came. */
    private final class InOrder {
        private final ExecutorService workers;
        private final Deque<Future<MappedPart>> underWay = new ArrayDeque<>();

        /** Few; to find a triple takes longer than to find its subject. */
        private final Set<Node> subjectsOfShared = new HashSet<>();

        InOrder(ExecutorService workers) {
            this.workers = workers;
            shared.forEach(triple -> subjectsOfShared.add(triple.getSubject()));
        }

        void write(Entities.Part part) throws IOException {
            if (underWay.size() >= options.threads() * TASKS_PER_THREAD) {
                writeFirst();
            }
            underWay.add(workers.submit(() -> map(part, subjectsOfShared)));
        }

        void finish() throws IOException {
            while (!underWay.isEmpty()) {
                writeFirst();
            }
        }

        private void writeFirst() throws IOException {
            try {
                MappedPart mapped = underWay.remove().get();
                mapped.problems.forEach(problems);
                triples += mapped.tripleCount;
                mapped.prepared.write();
            } catch (ExecutionException e) {
                throw new IllegalStateException("triples could not be prepared: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    /** Counts go into the description, so it comes last. */
    private void writeDescription() throws IOException {
        String date = options.release() != null
                ? options.release().toString()
                : LocalDate.ofInstant(checkout.modified(), ZoneOffset.UTC).toString();
        List<Triple> description =
                DatasetDescription.of(sink.counts(), date, date, checkout.commit(), options.program(), example);
        others.prepare(Iris.graph("dataset"), TripleBatch.of(description)).write();
        otherTriples += description.size();
        if (others.keepsGraphs()) {
            List<Triple> ontology = Ontology.triples();
            others.prepare(Iris.graph("ontology"), TripleBatch.of(ontology)).write();
            otherTriples += ontology.size();
            List<Triple> examples = QueryExamples.triples();
            others.prepare(Iris.examplesGraph(), TripleBatch.of(examples)).write();
            otherTriples += examples.size();
        }
    }

    private void write(List<Triple> batch) throws IOException {
        sink.prepare(FIGURES_GRAPH, TripleBatch.of(batch)).write();
        triples += batch.size();
    }

    private static final class Collected extends StreamRDFBase {
        private final List<Triple> triples = new ArrayList<>();

        @Override
        public void triple(Triple triple) {
            triples.add(triple);
        }
    }
}
