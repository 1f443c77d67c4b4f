package org.pfocr.rdf.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.ProgressListener;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.release.change.Changes;
import org.pfocr.rdf.release.file.Packing;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;
import org.pfocr.rdf.release.table.DataPackage;
import org.pfocr.rdf.release.table.GenePairs;
import org.pfocr.rdf.release.table.GeneSets;
import org.pfocr.rdf.release.table.TableSink;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Makes a release: all forms of RDF and all tables while the figures pass once, then what needs all of them, then what
 * describes the files. Not thread-safe.
 */
public final class Release {
    private static final Node DATASET = Iris.graph("dataset");

    /** A form of the whole data set, and how it is packed: Zstandard where programs load much at once. */
    private record Form(DumpFormat format, String name, List<Packing> packings) {}

    private static final List<Form> FORMS = List.of(
            new Form(DumpFormat.NQ, "N-Quads", List.of(Packing.GZIP, Packing.ZSTD)),
            new Form(DumpFormat.TRIG, "TriG", List.of(Packing.GZIP)),
            new Form(DumpFormat.NT, "N-Triples", List.of(Packing.GZIP)),
            new Form(DumpFormat.TTL, "Turtle", List.of(Packing.GZIP)),
            new Form(DumpFormat.JSONLD, "JSON-LD", List.of(Packing.GZIP)),
            new Form(DumpFormat.JELLY, "Jelly", List.of(Packing.GZIP, Packing.ZSTD)));

    private final ReleaseOptions options;
    private final ConversionOptions conversion;

    public Release(ReleaseOptions options, ConversionOptions conversion) {
        this.options = options;
        this.conversion = conversion;
    }

    /** What tells inputs and options apart, of lines that say what they are. */
    public static String fingerprint(Iterable<String> lines) {
        return ReleaseFolder.digest(lines);
    }

    /**
     * Makes the release.
     *
     * @param accept asked when all figures have passed and nothing has a name yet; no makes nothing
     * @throws java.nio.file.FileAlreadyExistsException where the folder has something else
     */
    public Totals run(Checkout checkout, Consumer<Problem> problems, ProgressListener progress, Accept accept)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(conversion.threads(), task -> {
            Thread thread = new Thread(task, "compress");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ReleaseFolder folder =
                    ReleaseFolder.open(options.folder(), options.fingerprint(), options.overwrite(), workers);
            return run(folder, checkout, problems, progress, accept);
        } finally {
            workers.shutdownNow();
        }
    }

    /** Decides whether what was rejected is too much. */
    @FunctionalInterface
    public interface Accept {
        boolean accept(Totals totals);
    }

    private Totals run(
            ReleaseFolder folder,
            Checkout checkout,
            Consumer<Problem> problems,
            ProgressListener progress,
            Accept accept)
            throws IOException, InterruptedException {
        // Before the long work, so that a wrong folder is said at once.
        String previousVersion = options.previous() == null ? null : Changes.version(options.previous());
        List<DumpFile> dumps = new ArrayList<>();
        List<Triple> description = new ArrayList<>();
        try (Subjects subjects = new Subjects(folder, options.partBytes());
                TableSink tables = new TableSink(folder)) {
            for (Form form : FORMS) {
                if (!folder.has(DumpFile.key("", form.format))) {
                    dumps.add(new DumpFile(
                            folder,
                            "",
                            form.name + ": the whole data set",
                            Sort.DUMP,
                            form.format,
                            form.packings,
                            options.partBytes()));
                }
            }
            List<Sink> sinks = new ArrayList<>(dumps);
            sinks.add(subjects);
            sinks.add(tables);
            sinks.add(new Kept(description));
            Totals totals = new Conversion(checkout, conversion, new TeeSink(sinks), problems, progress).run();
            if (!accept.accept(totals)) {
                return totals;
            }
            String release = About.name(totals.version());
            for (DumpFile dump : dumps) {
                dump.commit();
                dump.keep(release);
            }
            subjects.commit();
            subjects.keep(release);
            tables.keep(release);
            new GeneSets(tables.sets(), folder, release, options.minSize()).write();
            GenePairs.write(tables.sets(), folder, release);
            if (previousVersion != null && options.previous() != null) {
                Changes.write(folder, totals.version(), options.previous());
            }
            About about = About.of(totals.version(), previousVersion, description);
            DataPackage.write(folder, release, about.version(), about.day());
            RdfDescription.write(folder, about);
            Crate.write(folder, about);
            Pages.write(folder, about);
            folder.finish();
            return totals;
        } finally {
            for (DumpFile dump : dumps) {
                dump.close();
            }
        }
    }

    /** Keeps what is said of the data set. */
    private record Kept(List<Triple> triples) implements Sink {
        @Override
        public Prepared prepare(Node graph, TripleBatch batch) {
            return () -> {
                if (graph.equals(DATASET)) {
                    for (int i = 0; i < batch.size(); i++) {
                        triples.add(batch.triple(i));
                    }
                }
            };
        }

        @Override
        public boolean keepsGraphs() {
            return true;
        }

        @Override
        public void commit() {
            // Nothing is written.
        }

        @Override
        public void close() {
            // See above.
        }
    }
}
