package org.pfocr.rdf.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.apache.jena.atlas.lib.InternalErrorException;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.loader.DataLoader;
import org.apache.jena.tdb2.loader.LoaderFactory;
import org.apache.jena.tdb2.loader.base.LoaderOps;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** A generation that is being loaded. Not thread-safe but for {@link #prepare}. */
public final class GenerationBuild implements Sink {
    private final StoreFolder store;
    private final Path building;
    private final Path target;
    private final FileChannel lock;
    private final DatasetGraph dataset;
    private final DataLoader loader;
    private final StreamRDF stream;
    private boolean open = true;

    GenerationBuild(StoreFolder store, Path building, Path target, FileChannel lock) {
        this.store = store;
        this.building = building;
        this.target = target;
        this.lock = lock;
        this.dataset = DatabaseMgr.connectDatasetGraph(Location.create(building));
        this.loader = LoaderFactory.phasedLoader(dataset, LoaderOps.outputToLog());
        loader.startBulk();
        this.stream = loader.stream();
    }

    @Override
    public boolean keepsGraphs() {
        return true;
    }

    @Override
    public Prepared prepare(Node graph, List<Triple> triples) {
        return () -> triples.forEach(triple -> stream.quad(Quad.create(graph, triple)));
    }

    /** A stream into the store, for quads that come from elsewhere; use it on the thread that writes batches. */
    public StreamRDF stream() {
        return stream;
    }

    /** Ends the load, gives the generation its name and makes it current. */
    @Override
    public void commit() throws IOException {
        loader.finishBulk();
        GenerationInfo info = Txn.calculateRead(
                dataset,
                () -> new GenerationInfo(
                        Instant.now(), count(Terms.RDF_TYPE, Pfocr.PathwayFigure), count(Node.ANY, Node.ANY)));
        closeDatabase();
        info.write(building);
        Files.createDirectory(building.resolve("readers"));
        Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
        store.makeCurrent(target);
    }

    /** Number of quads with this predicate and object. */
    private long count(Node predicate, Node object) {
        long count = 0;
        for (var quads = dataset.find(Node.ANY, Node.ANY, predicate, object); quads.hasNext(); quads.next()) {
            count++;
        }
        return count;
    }

    private void closeDatabase() {
        if (open) {
            open = false;
            TDBInternal.expel(dataset, true);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (open) {
                try {
                    loader.finishException(new InternalErrorException("the load was given up"));
                } catch (RuntimeException e) {
                    // The unfinished generation is removed below, whatever state it is in.
                }
                closeDatabase();
            }
            if (Files.exists(building)) {
                StoreFolder.deleteAll(building);
            }
        } finally {
            lock.close();
        }
    }
}
