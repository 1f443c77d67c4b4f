package org.pfocr.rdf.store.build;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.params.StoreParamsBuilder;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.sys.DatabaseConnection;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.store.layout.FileDigests;
import org.pfocr.rdf.store.layout.FolderTree;
import org.pfocr.rdf.store.layout.GenerationInfo;
import org.pfocr.rdf.store.layout.PropertyCounts;
import org.pfocr.rdf.store.layout.TermHasher;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.store.read.ReadStorage;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * A generation that is being loaded: the terms get numbers as they come, and the indexes are sorted and packed at the end
 * (bench/RESULTS.md says what that is compared with). Not thread-safe but for {@link #prepare}.
 */
public final class GenerationBuild implements Sink {
    /**
     * Four of TDB2's six indexes of quads. Every pattern without a graph, and every pattern in a given graph, has an
     * index that begins with what it binds, but for one where the filter on the graph comes last; our data is nearly
     * all in one graph. See bench/store-layout.md.
     */
    private static final List<String> INDEXES = List.of("GSPO", "SPOG", "POSG", "OSPG");

    private static final StoreParams LAYOUT = StoreParamsBuilder.create("pfocr-rdf")
            .primaryIndexQuads("GSPO")
            .quadIndexes(INDEXES.toArray(String[]::new))
            .build();

    /** What is made at one time. */
    private static final int SORTERS = 2;
    /** Of the heap's bytes, so many for each quad that a sorter holds: it needs 16, and sorters have half of the heap. */
    private static final int HEAP_BYTES_PER_QUAD = 64;

    private static final int MAX_SORTED = 1 << 28;
    private static final int BATCH = 10_000;

    private static final ThreadLocal<TermHasher> HASHER = ThreadLocal.withInitial(TermHasher::new);

    /** Makes a finished generation the one that is read. */
    @FunctionalInterface
    public interface Publisher {
        void makeCurrent(Path generation) throws IOException;
    }

    /** As much as TDB2's first files need. */
    private static final int PROBE_BYTES = 1 << 20;

    /** Makes something from the finished quads and keeps it in the generation's folder, such as an index. */
    @FunctionalInterface
    public interface Companion {
        /**
         * Writes its files.
         *
         * @return counts for the generation's description, by names with a dot, such as {@code sets.figures}
         */
        Map<String, Long> write(Quads quads, Path folder) throws IOException;
    }

    private final Publisher publisher;
    private final List<Companion> companions;
    private final Path building;
    private final Path data;
    private final Path target;
    private final FileChannel lock;
    private final TermDictionary dictionary;
    private final QuadRows rows;
    private final Batches batches = new Batches();

    public GenerationBuild(
            Path building, Path target, FileChannel lock, Publisher publisher, List<Companion> companions)
            throws IOException {
        this.publisher = publisher;
        this.companions = companions;
        this.building = building;
        this.target = target;
        this.lock = lock;
        checkSpace();
        // TDB2 makes the empty store; files of the same form take the place of its own.
        TDBInternal.expel(
                DatabaseConnection.connectCreate(Location.create(building), LAYOUT)
                        .getDatasetGraph(),
                true);
        this.data = building.resolve(OpenGeneration.DATA);
        this.rows = new QuadRows(building.resolve("quads.tmp"));
        this.dictionary = new TermDictionary(data);
    }

    /** On a full disk TDB2 fails with words about a lock. */
    private void checkSpace() throws IOException {
        Path probe = building.resolve("probe.tmp");
        try {
            Files.write(probe, new byte[PROBE_BYTES]);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new FileSystemException(building.toString(), null, e.getMessage());
        }
        Files.delete(probe);
    }

    @Override
    public boolean keepsGraphs() {
        return true;
    }

    /** The forms in which a server gives a graph. */
    @Override
    public List<String> mediaTypes() {
        return Stream.of(DumpFormat.TTL, DumpFormat.NT, DumpFormat.JSONLD, DumpFormat.RDFXML)
                .map(DumpFormat::mediaType)
                .toList();
    }

    /** A server gives each graph by its name. */
    @Override
    public Node address(Node graph) {
        return graph;
    }

    @Override
    public Prepared prepare(Node graph, TripleBatch triples) {
        QuadBatch batch = new QuadBatch(graph, triples, HASHER.get());
        return () -> batch.write(dictionary, rows);
    }

    /** A stream into the store, for quads that come from elsewhere; use it on the thread that writes batches. */
    public StreamRDF stream() {
        return batches;
    }

    /** Collects quads of one graph until there are many, another graph comes, or the load is over. */
    private final class Batches extends StreamRDFBase {
        private TripleBatch triples = new TripleBatch();
        private Node graph = Quad.defaultGraphIRI;

        @Override
        public void quad(Quad quad) {
            if (triples.size() == BATCH || !quad.getGraph().equals(graph)) {
                write();
                graph = quad.getGraph();
            }
            triples.add(quad.asTriple());
        }

        private void write() {
            try {
                prepare(graph, triples).write();
            } catch (IOException e) {
                throw new UncheckedIOException(e); // A stream cannot throw it.
            }
            triples = new TripleBatch();
        }
    }

    /** Ends the load, gives the generation its name and makes it current. */
    @Override
    public void commit() throws IOException {
        batches.write();
        rows.flush();
        QuadSorter.Counts counts = index();
        rows.close();
        DatasetGraphTDB made = ReadStorage.open(data, LAYOUT);
        Map<String, Long> indexes = new ConcurrentHashMap<>();
        long figures = finished(made, counts.quads() > 0, indexes);
        made.shutdown();
        new GenerationInfo(Instant.now(), figures, counts.triples(), counts.quads(), indexes).write(building);
        FileDigests.write(building);
        Files.createDirectory(building.resolve("readers"));
        Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
        publisher.makeCurrent(target);
    }

    /** Makes what is made from the finished quads, and counts its figures. */
    private long finished(DatasetGraphTDB made, boolean hasQuads, Map<String, Long> indexes) throws IOException {
        Quads quads = Quads.of(made);
        List<Callable<Long>> work = new ArrayList<>();
        work.add(() -> Txn.calculateRead(made, () -> {
            StoreStatistics.write(made, data);
            return Iter.count(made.find(Node.ANY, Node.ANY, Terms.RDF_TYPE, Pfocr.PathwayFigure));
        }));
        if (quads != null && hasQuads) {
            // The last takes longest, so that it begins first.
            for (int i = companions.size() - 1; i >= 0; i--) {
                Companion companion = companions.get(i);
                work.add(i == companions.size() - 1 ? 0 : work.size(), () -> {
                    indexes.putAll(companion.write(quads, building));
                    return 0L;
                });
            }
        }
        return together(work).stream().mapToLong(Long::longValue).sum();
    }

    /** Runs work, two at one time. */
    private static <T> List<T> together(List<Callable<T>> work) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(SORTERS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the load was interrupted");
        } finally {
            threads.shutdownNow();
        }
    }

    /** Writes the indexes, several at one time. */
    private QuadSorter.Counts index() throws IOException {
        QuadSorter sorter = new QuadSorter(rows, dictionary);
        dictionary.finish();
        if (rows.size() == 0) {
            PropertyCounts.write(data, Map.of());
            return new QuadSorter.Counts(0, 0);
        }
        int room = (int)
                Math.min(Math.min(rows.size(), MAX_SORTED), Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_QUAD);
        Queue<String> names = new ConcurrentLinkedQueue<>(INDEXES);
        Map<String, QuadSorter.Counts> counts = new ConcurrentHashMap<>();
        Callable<Void> sorting = () -> {
            QuadSorter.Room ownRoom = new QuadSorter.Room(room);
            for (String name = names.poll(); name != null; name = names.poll()) {
                counts.put(name, sorter.index(data, name, ownRoom));
            }
            return null;
        };
        together(Collections.nCopies(SORTERS, sorting));
        PropertyCounts.write(data, sorter.properties());
        return Objects.requireNonNull(counts.get("SPOG"));
    }

    @Override
    public void close() throws IOException {
        try {
            rows.close();
            dictionary.close();
            if (Files.exists(building)) {
                FolderTree.delete(building);
            }
        } finally {
            lock.close();
        }
    }
}
