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
import org.apache.jena.tdb2.loader.DataLoader;
import org.apache.jena.tdb2.loader.LoaderFactory;
import org.apache.jena.tdb2.loader.base.LoaderOps;
import org.apache.jena.tdb2.loader.main.LoaderPlan;
import org.apache.jena.tdb2.loader.main.LoaderPlans;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.params.StoreParamsBuilder;
import org.apache.jena.tdb2.sys.DatabaseConnection;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** A generation that is being loaded. Not thread-safe but for {@link #prepare}. */
public final class GenerationBuild implements Sink {
    /**
     * Four of TDB2's six indexes of quads. Every pattern without a graph, and every pattern in a given graph, has an
     * index that begins with what it binds, but for one where the filter on the graph comes last; our data is nearly
     * all in one graph. See bench/store-layout.md.
     */
    private static final StoreParams LAYOUT = StoreParamsBuilder.create("pfocr-rdf")
            .primaryIndexQuads("GSPO")
            .quadIndexes(new String[] {"GSPO", "SPOG", "POSG", "OSPG"})
            .build();

    /** TDB2's phased plan for these indexes: one while the data come in, the others together after that. */
    private static final LoaderPlan PLAN = new LoaderPlan(
            LoaderPlans.loaderPlanPhased.dataInputType(),
            new String[] {"SPO"},
            new String[] {"GSPO"},
            new String[][] {{"POS", "OSP"}},
            new String[][] {{"SPOG", "POSG", "OSPG"}});

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
        this.dataset = DatabaseConnection.connectCreate(Location.create(building), LAYOUT)
                .getDatasetGraph();
        this.loader = LoaderFactory.createLoader(PLAN, dataset, LoaderOps.outputToLog());
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
        GenerationInfo info = Txn.calculateRead(dataset, () -> new GenerationInfo(Instant.now(), figures(), quads()));
        closeDatabase();
        info.write(building);
        Files.createDirectory(building.resolve("readers"));
        Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
        store.makeCurrent(target);
    }

    private long figures() {
        long count = 0;
        for (var quads = dataset.find(Node.ANY, Node.ANY, Terms.RDF_TYPE, Pfocr.PathwayFigure);
                quads.hasNext();
                quads.next()) {
            count++;
        }
        return count;
    }

    /** Counts the index's records, without looking at nodes. */
    private long quads() {
        return TDBInternal.requireStorage(dataset)
                .getQuadTable()
                .getNodeTupleTable()
                .getTupleTable()
                .size();
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
                FolderTree.delete(building);
            }
        } finally {
            lock.close();
        }
    }
}
