package org.pfocr.rdf.release.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.release.file.NewFile;
import org.pfocr.rdf.release.file.Packing;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile.Facts;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Makes tables of the triples that pass, and notes what gene sets are made of. All triples of a figure, a mention, a paper and
 * so on are in one batch.
 */
public final class TableSink implements Sink {
    /** The media type of tab-separated values at IANA. */
    static final String TSV = "text/tab-separated-values";

    private static final Node FIGURES = Iris.graph("figures");

    private final ReleaseFolder folder;
    private final Map<Table, NewFile> files = new EnumMap<>(Table.class);
    private final Map<Table, Long> rows = new EnumMap<>(Table.class);
    private final Sets sets = new Sets();

    /** Begins the tables that are not whole yet. */
    public TableSink(ReleaseFolder folder) throws IOException {
        this.folder = folder;
        for (Table table : Table.values()) {
            rows.put(table, 0L);
            if (!folder.has(table.fileKey() + ".tsv")) {
                NewFile file = folder.create(table.fileKey() + ".tsv", Packing.GZIP);
                files.put(table, file);
                StringBuilder header = new StringBuilder();
                Cells.put(header, table.columns().stream().map(Column::name).toList());
                file.stream().write(header.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The sets, when all triples have passed. */
    public Sets sets() {
        return sets;
    }

    @Override
    public boolean keepsGraphs() {
        return false;
    }

    @Override
    public Prepared prepare(Node graph, TripleBatch triples) {
        if (!graph.equals(FIGURES)) {
            return () -> {};
        }
        Rows made = Rows.of(triples);
        Map<Table, byte[]> bytes = new HashMap<>();
        made.texts().forEach((table, text) -> bytes.put(table, text.toString().getBytes(StandardCharsets.UTF_8)));
        return () -> {
            for (Map.Entry<Table, byte[]> each : bytes.entrySet()) {
                @Nullable NewFile file = files.get(each.getKey());
                if (file != null) {
                    file.stream().write(each.getValue());
                }
                rows.merge(each.getKey(), made.counts().getOrDefault(each.getKey(), 0L), Long::sum);
            }
            made.facts().forEach(fact -> sets.add(fact));
        };
    }

    /** Gives the tables their names. */
    public void keep(String release) throws IOException {
        for (Map.Entry<Table, NewFile> file : files.entrySet()) {
            Table table = file.getKey();
            String key = table.fileKey() + ".tsv";
            folder.keep(
                    file.getValue(),
                    key,
                    release + key + Packing.GZIP.suffix(),
                    new Facts(Sort.TABLE, TSV, "Table: " + table.title(), 0, rows.getOrDefault(table, 0L)));
        }
    }

    @Override
    public void commit() {
        // They get their names when the version is known.
    }

    @Override
    public void close() throws IOException {
        for (NewFile file : new ArrayList<>(files.values())) {
            file.close();
        }
    }

    /** Names of the columns of a table, for those who describe it. */
    static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }
}
