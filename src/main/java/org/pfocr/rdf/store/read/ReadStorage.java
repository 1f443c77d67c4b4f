package org.pfocr.rdf.store.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.transaction.txn.TransactionCoordinator;
import org.apache.jena.dboe.transaction.txn.TransactionalBase;
import org.apache.jena.dboe.transaction.txn.TransactionalSystem;
import org.apache.jena.dboe.transaction.txn.journal.Journal;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.QuadTable;
import org.apache.jena.tdb2.store.StoragePrefixesTDB;
import org.apache.jena.tdb2.store.StorageTDB;
import org.apache.jena.tdb2.store.TripleTable;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTableConcrete;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.sys.DatabaseOps;
import org.pfocr.rdf.store.layout.PropertyCounts;

/**
 * TDB2's data set over the files of a finished generation. It is put together from TDB2's own parts, as
 * org.apache.jena.tdb2.store.TDB2StorageBuilder does it, with the tables and indexes of this package below, which need
 * neither locks nor transactions because the files never change.
 */
public final class ReadStorage {
    private ReadStorage() {}

    /**
     * Opens the files of a generation.
     *
     * @param data folder of TDB2's files
     */
    public static DatasetGraphTDB open(Path data, StoreParams params) throws IOException {
        TermTable terms = new TermTable(data, params.getNodeTableBaseName());
        TransactionCoordinator coordinator = new TransactionCoordinator(Journal.create(Location.mem()));
        TransactionalSystem transactions = new TransactionalBase(coordinator);
        StorageTDB storage = new StorageTDB(
                transactions,
                new TripleTable(indexes(data, params.getPrimaryIndexTriples(), params.getTripleIndexes()), terms),
                new QuadTable(indexes(data, params.getPrimaryIndexQuads(), params.getQuadIndexes()), terms));
        StoragePrefixesTDB prefixes = new StoragePrefixesTDB(
                transactions,
                new NodeTupleTableConcrete(
                        params.getPrimaryIndexPrefix().length(),
                        indexes(data, params.getPrimaryIndexPrefix(), params.getPrefixIndexes()),
                        new TermTable(data, params.getPrefixTableBaseName())));
        coordinator.start();
        Location location = Location.create(data);
        DatasetGraphTDB dataset = new DatasetGraphTDB(
                location, params, DatabaseOps.chooseReorderTransformation(location), storage, prefixes, transactions);
        List<Quads.Index> orders = new ArrayList<>();
        for (String name : params.getQuadIndexes()) {
            int[] order =
                    name.chars().map(params.getPrimaryIndexQuads()::indexOf).toArray();
            orders.add(new Quads.Index(index(dataset, name).tree(), order));
        }
        Quads.attach(dataset, new Quads(orders, terms, PropertyCounts.read(data)));
        return dataset;
    }

    private static TupleIndex[] indexes(Path data, String primary, String... names) throws IOException {
        TupleIndex[] indexes = new TupleIndex[names.length];
        for (int i = 0; i < names.length; i++) {
            indexes[i] = new ReadIndex(data, primary, names[i]);
        }
        return indexes;
    }

    /** The index of quads with a name; the data set must be one that this class opened. */
    public static ReadIndex index(DatasetGraphTDB dataset, String name) {
        return dataset.getQuadTable().getNodeTupleTable().getTupleTable().selectIndex(name, ReadIndex.class);
    }

    public static TermTable terms(DatasetGraphTDB dataset) {
        return (TermTable) dataset.getQuadTable().getNodeTupleTable().getNodeTable();
    }
}
