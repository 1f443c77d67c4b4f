package org.pfocr.rdf.store.build;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.dboe.sys.Names;
import org.apache.jena.sparql.engine.optimizer.StatsMatcher;
import org.apache.jena.sparql.sse.Item;
import org.apache.jena.sparql.sse.ItemList;
import org.apache.jena.sparql.sse.ItemWriter;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.pfocr.rdf.store.read.ReadIndex;
import org.pfocr.rdf.store.read.ReadStorage;
import org.pfocr.rdf.store.read.TermTable;
import org.pfocr.rdf.vocab.Terms;

/** What TDB2's optimizer reads of a store, in its file {@code stats.opt} (TDB Optimizer, Apache Jena). */
public final class StoreStatistics {
    private StoreStatistics() {}

    /** Counts quads by property, and by class where the property is rdf:type. */
    static void write(DatasetGraphTDB dataset, Path data) {
        ReadIndex index = ReadStorage.index(dataset, "POSG");
        TermTable terms = ReadStorage.terms(dataset);
        Item stats = Item.createList();
        stats.getList().add("stats");
        Item meta = Item.createList();
        meta.getList().add(StatsMatcher.META);
        add(meta.getList(), Item.createSymbol(StatsMatcher.COUNT), index.tree().count(new long[0], 0));
        stats.getList().add(meta);
        Long type = terms.id(Terms.RDF_TYPE);
        if (type != null) {
            index.tree().distinct(new long[] {type, 0}, 1, (record, count) -> {
                ItemList pattern = new ItemList();
                pattern.add("VAR");
                pattern.add(Terms.RDF_TYPE);
                pattern.add(terms.term(record[1]));
                add(stats.getList(), Item.createList(pattern), count);
            });
        }
        index.tree()
                .distinct(
                        new long[1],
                        0,
                        (record, count) -> add(stats.getList(), Item.createNode(terms.term(record[0])), count));
        add(stats.getList(), Item.createSymbol(StatsMatcher.OTHER.getSymbol()), 0);
        try (OutputStream out = Files.newOutputStream(data.resolve(Names.optStats))) {
            ItemWriter.write(out, stats);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ItemList list, Item key, long count) {
        Item pair = Item.createList();
        pair.getList().add(key);
        pair.getList().add(NodeFactoryExtra.intToNode(count));
        list.add(pair);
    }
}
