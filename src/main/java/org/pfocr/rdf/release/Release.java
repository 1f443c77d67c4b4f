package org.pfocr.rdf.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
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

    public Release(ReleaseOptions options) {
        this.options = options;
    }

    /** What tells inputs and options apart, of lines that say what they are. */
    public static String fingerprint(Iterable<String> lines) {
        return ReleaseFolder.digest(lines);
    }

    /** What a release is made of. */
    @FunctionalInterface
    public interface Content {
        /**
         * Gives everything to a sink, which it neither commits nor closes. All triples of a subject are in one batch.
         *
         * @return version of the data; null to make no release of them
         */
        @Nullable
        String pass(Sink sink) throws IOException, InterruptedException;
    }

    /**
     * Makes the release. Nothing has its name before the content has passed.
     *
     * @throws java.nio.file.FileAlreadyExistsException where the folder has something else
     */
    public void run(Content content) throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(options.threads(), task -> {
            Thread thread = new Thread(task, "compress");
            thread.setDaemon(true);
            return thread;
        });
        try {
            run(ReleaseFolder.open(options.folder(), options.fingerprint(), options.overwrite(), workers), content);
        } finally {
            workers.shutdownNow();
        }
    }

    private void run(ReleaseFolder folder, Content content) throws IOException, InterruptedException {
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
            String version = content.pass(new TeeSink(sinks));
            if (version == null) {
                return;
            }
            String release = About.name(version);
            for (DumpFile dump : dumps) {
                dump.commit();
                dump.keep(release);
            }
            subjects.commit();
            subjects.keep(release);
            tables.keep(release);
            try (GenePairs.Writing pairs = GenePairs.begin(tables.sets(), folder)) {
                new GeneSets(tables.sets(), folder, release, options.minSize()).write();
                if (pairs != null) {
                    pairs.keep(folder, release);
                }
            }
            if (previousVersion != null && options.previous() != null) {
                Changes.write(folder, version, options.previous());
            }
            About about = About.of(version, previousVersion, description);
            DataPackage.write(folder, release, about.version(), about.day());
            RdfDescription.write(folder, about);
            Crate.write(folder, about);
            Pages.write(folder, about);
            folder.finish();
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
