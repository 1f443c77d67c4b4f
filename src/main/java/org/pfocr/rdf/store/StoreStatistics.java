package org.pfocr.rdf.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.dboe.sys.Names;
import org.apache.jena.sparql.engine.optimizer.StatsMatcher;
import org.apache.jena.sparql.sse.Item;
import org.apache.jena.sparql.sse.ItemList;
import org.apache.jena.sparql.sse.ItemWriter;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.pfocr.rdf.vocab.Terms;

/**
 * What is known of a store's properties: for our own planner, and for TDB2's optimizer in its file {@code stats.opt} (TDB
 * Optimizer, Apache Jena).
 */
final class StoreStatistics {
    private static final String PROPERTIES = "pfocr-properties.tsv";

    private StoreStatistics() {}

    /** Writes what was counted while the indexes were made; by node ids, which nobody else gives a meaning. */
    static void writeProperties(Path data, Map<Long, PropertyCounts> properties) throws IOException {
        List<String> lines = new ArrayList<>();
        properties.forEach((id, counts) -> lines.add(id + "\t" + counts.quads() + "\t" + counts.subjects() + "\t"
                + counts.objects() + "\t" + counts.repeats()));
        Files.write(data.resolve(PROPERTIES), lines);
    }

    static Map<Long, PropertyCounts> readProperties(Path data) throws IOException {
        Map<Long, PropertyCounts> properties = new HashMap<>();
        try {
            for (String line : Files.readAllLines(data.resolve(PROPERTIES))) {
                String[] fields = line.split("\t", -1);
                properties.put(
                        Long.valueOf(fields[0]),
                        new PropertyCounts(
                                Long.parseLong(fields[1]),
                                Long.parseLong(fields[2]),
                                Long.parseLong(fields[3]),
                                Long.parseLong(fields[4])));
            }
        } catch (NoSuchFileException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException(data.resolve(PROPERTIES) + ": is missing or damaged; load the store again", e);
        }
        return properties;
    }

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
