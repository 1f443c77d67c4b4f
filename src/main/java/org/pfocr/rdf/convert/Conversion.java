package org.pfocr.rdf.convert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.convert.FigureConversion.Converted;
import org.pfocr.rdf.convert.FigureConversion.Output;
import org.pfocr.rdf.entity.Entities;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.Lookups;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.OrganismPageReader;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.sink.count.CountingSink;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.FigureInput;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Converts a checkout's figures into triples for a sink: read, map and note each figure; then merge what was noted; then
 * say what is said once.
 *
 * <p>The work is done on several threads and its results are taken in the order of the input by the calling thread, so the
 * output does not depend on the number of threads. One use each.
 */
public final class Conversion {
    /** Figures that one task reads and maps: enough to make the hand-over cheap. */
    private static final int FIGURES_PER_TASK = 8;

    private static final Node FIGURES_GRAPH = Iris.graph("figures");

    private final Checkout checkout;
    private final ConversionOptions options;
    private final CountingSink sink;
    /** For what describes the data set and does not count as part of it. */
    private final Sink others;

    private final Consumer<Problem> problems;
    private final ProgressListener progress;

    private final List<Problem> problemsOfTables = new ArrayList<>();
    private final List<Taxon> organisms = new ArrayList<>();
    private final OrganismNames names;
    private final Map<String, HgncGene> hgnc;
    private final NetworkMaps networks;
    private final FigureConversion figureConversion;

    /** FIGID to the figure that has it. */
    private final Map<String, FigureInput> figids = new HashMap<>();

    private final UnreadKeys unread = new UnreadKeys();

    private int done;
    private int rejected;
    private long rows;
    private long reportedRows;
    private long repeatedRows;
    private long triples;
    private long otherTriples;
    /** The FIGID of the first figure. */
    private @Nullable String example;

    private @Nullable String newestYear;

    /**
     * Makes a conversion ready.
     *
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
        checkout.organismPages().forEach(page -> {
            Taxon organism = OrganismPageReader.read(page, problemsOfTables);
            if (organism != null) {
                organisms.add(organism);
            }
        });
        this.names = new OrganismNames(organisms);
        this.hgnc = Tables.hgnc(options.tables().hgnc(), problemsOfTables);
        this.networks = new NetworkMaps(checkout, problemsOfTables);
        this.figureConversion = new FigureConversion(options, names, networks);
    }

    /**
     * Runs the conversion. The sink is neither committed nor closed.
     *
     * @throws IOException when the sink fails
     * @throws InterruptedException when the calling thread is interrupted
     */
    public Totals run() throws IOException, InterruptedException {
        checkout.problems().forEach(problems);
        problemsOfTables.forEach(problems);
        Entities entities;
        try (InOrder workers = new InOrder(options.threads())) {
            Notes.Sum notes = new Notes.Sum();
            workers.run(figures(), figures -> {
                for (Ready figure : figures) {
                    take(figure, notes);
                }
                progress.progress(done, checkout.figures().size(), rejected);
            });
            unread.report(problems);
            if (!checkout.isPartial()) { // Of single files the tables may well name other figures.
                networks.reportOthers(figids.keySet(), problems);
            }
            entities = new Entities(
                    notes.total(),
                    organisms,
                    names,
                    hgnc,
                    String.valueOf(options.tables().hgnc()),
                    options.imageTemplate());
            workers.run(saidOnce(entities), this::take);
        }
        DataVersion version = DataVersion.of(options.release(), checkout.trees(), newestYear);
        describe(version);
        return new Totals(
                checkout.figures().size(),
                figids.size(),
                rejected,
                rows,
                rows - reportedRows,
                repeatedRows,
                reportedRows,
                entities.pmcids().size(),
                entities.genes(),
                triples,
                otherTriples,
                version.name(),
                version.reason());
    }

    /**
     * A figure and, unless it was rejected, its triples ready to be written.
     *
     * @param converted null where it is to be done alone, which is here when its turn comes
     */
    private record Ready(FigureInput ref, @Nullable Converted converted, Sink.@Nullable Prepared prepared) {}

    private Iterator<Callable<List<Ready>>> figures() {
        List<FigureRef> refs = checkout.figures();
        return IntStream.iterate(0, from -> from < refs.size(), from -> from + FIGURES_PER_TASK)
                .mapToObj(from -> refs.subList(from, Math.min(refs.size(), from + FIGURES_PER_TASK)))
                .<Callable<List<Ready>>>map(
                        part -> () -> part.stream().map(this::convert).toList())
                .iterator();
    }

    /** Runs on a worker thread. */
    private Ready convert(FigureInput ref) {
        return convert(ref, false);
    }

    private Ready convert(FigureInput ref, boolean isAlone) {
        Converted converted = figureConversion.convert(ref, isAlone);
        if (converted == null || converted.output() == null) {
            return new Ready(ref, converted, null);
        }
        try {
            TripleBatch batch = converted.output().triples();
            return new Ready(ref, converted, sink.prepare(FIGURES_GRAPH, batch));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Ready(ref, FigureConversion.failed(ref, e, isAlone), null);
        }
    }

    private void take(Ready first, Notes.Sum notes) throws IOException {
        Ready ready = first.converted == null ? convert(first.ref, true) : first;
        Converted figure = Objects.requireNonNull(ready.converted);
        Output output = figure.output();
        figure.problems().forEach(problems);
        done++;
        rows += figure.rows();
        FigureInput earlier = output == null ? null : figids.putIfAbsent(output.figid(), figure.ref());
        if (output == null || ready.prepared == null || earlier != null) {
            if (output != null && earlier != null) {
                problems.accept(output.duplicate(figure.file(), earlier));
            }
            rejected++;
            reportedRows += figure.rows();
            return;
        }
        if (example == null) {
            example = output.figid();
        }
        if (output.year() != null && (newestYear == null || output.year().compareTo(newestYear) > 0)) {
            newestYear = output.year();
        }
        figure.unread().forEach(unread::add);
        reportedRows += figure.reportedRows();
        repeatedRows += output.repeatedRows();
        triples += output.triples().size();
        notes.add(output.notes());
        ready.prepared.write();
    }

    /** A part of what is said once, ready to be written. */
    private record ReadyPart(int triples, Sink.Prepared prepared, List<Problem> problems) {}

    private Iterator<Callable<ReadyPart>> saidOnce(Entities entities) throws IOException {
        Lookups lookups = new Tables(options.tables(), problems).lookUp(entities);
        return entities.parts(lookups).stream()
                .<Callable<ReadyPart>>map(part -> () -> {
                    List<Problem> found = new ArrayList<>();
                    TripleBatch batch = part.triples(found::add);
                    return new ReadyPart(batch.size(), sink.prepare(FIGURES_GRAPH, batch), found);
                })
                .iterator();
    }

    private void take(ReadyPart part) throws IOException {
        part.problems.forEach(problems);
        triples += part.triples;
        part.prepared.write();
    }

    /** Counts go into the description, so it comes last. */
    private void describe(DataVersion version) throws IOException {
        write(
                Iris.graph("dataset"),
                DatasetDescription.of(
                        sink.counts(),
                        version,
                        options.program(),
                        example,
                        others.mediaTypes(),
                        others.address(FIGURES_GRAPH)));
        if (others.keepsGraphs()) {
            write(Iris.graph("ontology"), Ontology.triples());
            write(Iris.examplesGraph(), QueryExamples.triples());
        }
    }

    private void write(Node graph, List<Triple> description) throws IOException {
        others.prepare(graph, TripleBatch.of(description)).write();
        otherTriples += description.size();
    }
}
