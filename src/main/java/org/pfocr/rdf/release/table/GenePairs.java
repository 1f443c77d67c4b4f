package org.pfocr.rdf.release.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.release.file.NewFile;
import org.pfocr.rdf.release.file.Packing;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile.Facts;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;
import org.pfocr.rdf.vocab.Flavour;

/**
 * The table of genes of one species that are in the same figures, in two at least. Words that stand for a family are left out,
 * since its members always come together. One gene after the other, so that memory does not grow with the pairs. For one
 * thread.
 */
public final class GenePairs {
    static final String KEY = "-gene-pairs.tsv";
    static final String TITLE = "Pairs of genes of one species in the same figures, without families";
    static final Flavour FLAVOUR = Flavour.SYNONYMS;
    static final List<Column> COLUMNS = List.of(
            Column.made("organism", "string", "NCBI Taxonomy id; empty where it is not known"),
            Column.made("gene_a", "integer", "NCBI Gene id, the lower one"),
            Column.made("symbol_a", "string", "its symbol"),
            Column.made("gene_b", "integer", "NCBI Gene id"),
            Column.made("symbol_b", "string", "its symbol"),
            Column.made("figures", "integer", "figures that show both"),
            Column.made("first_year", "year", "of the papers; empty where none is known"),
            Column.made("last_year", "year", "of the papers"),
            Column.made(
                    "pmi",
                    "number",
                    "pointwise mutual information in bits: log2(figures × all figures with mentions / (figures of a ×"
                            + " figures of b))"));
    private static final int LEAST_FIGURES = 2;
    private static final int FLUSH = 1 << 16;
    private static final double LOG_2 = StrictMath.log(2);
    private static final long SCALE = 10_000;

    private final Sets sets;
    private final Sets.Members genes;
    /** Genes in the order of the table, and the place of each in it. */
    private final Integer[] order;

    private final int[] places;
    /** By place of a gene, its id and symbol as they stand in a row. */
    private final String[] cells;

    private final String[] organisms;
    /** By figure, the places of its genes, ascending. */
    private final int[][] ofFigures;
    /** By place of a gene, the figures. */
    private final int[][] ofGenes;

    private GenePairs(Sets sets) {
        this.sets = sets;
        this.genes = sets.members(Fact.Kind.GENE);
        this.organisms = new String[genes.count()];
        for (int i = 0; i < organisms.length; i++) {
            Fact.OfMember gene = genes.thing(i);
            organisms[i] = gene == null || gene.organism() == null ? "" : gene.organism();
        }
        this.order = IntStream.range(0, genes.count())
                .boxed()
                .sorted(Comparator.comparingLong((Integer gene) -> number(organisms[gene]))
                        .thenComparingLong(gene -> number(genes.id(gene))))
                .toArray(Integer[]::new);
        this.places = new int[order.length];
        this.cells = new String[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
            cells[place] = gene(order[place]);
        }
        int[] counts = new int[order.length];
        this.ofFigures = new int[sets.figureCount()][];
        for (int figure = 0; figure < ofFigures.length; figure++) {
            ofFigures[figure] = Arrays.stream(genes.of(figure, FLAVOUR))
                    .map(gene -> places[gene])
                    .sorted()
                    .toArray();
            for (int place : ofFigures[figure]) {
                counts[place]++;
            }
        }
        this.ofGenes = new int[order.length][];
        Arrays.setAll(ofGenes, place -> new int[counts[place]]);
        Arrays.fill(counts, 0);
        for (int figure = 0; figure < ofFigures.length; figure++) {
            for (int place : ofFigures[figure]) {
                ofGenes[place][counts[place]++] = figure;
            }
        }
    }

    private static long number(String id) {
        return id.isEmpty() ? Long.MAX_VALUE : Long.parseLong(id);
    }

    /** The table on its way. */
    public static final class Writing implements AutoCloseable {
        private final NewFile file;
        private final FutureTask<Long> rows;

        private Writing(NewFile file, FutureTask<Long> rows) {
            this.file = file;
            this.rows = rows;
        }

        /** Waits for the table and gives it its name. */
        public void keep(ReleaseFolder folder, String release) throws IOException, InterruptedException {
            try {
                folder.keep(
                        file,
                        KEY,
                        release + KEY + Packing.GZIP.suffix(),
                        new Facts(Sort.TABLE, TableSink.TSV, "Table: " + TITLE, 0, rows.get()));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
            }
        }

        /** Waits, since the file must not go while it is written. */
        @Override
        public void close() throws IOException {
            try {
                rows.get();
            } catch (ExecutionException e) {
                // Said by keep, or of no interest where something else failed first.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                file.close();
            }
        }
    }

    /** Begins to write the table on a thread of its own, while others read the sets too; null where it is whole. */
    public static @Nullable Writing begin(Sets sets, ReleaseFolder folder) throws IOException {
        if (folder.has(KEY)) {
            return null;
        }
        NewFile file = folder.create(KEY, Packing.GZIP);
        FutureTask<Long> rows = new FutureTask<>(() -> new GenePairs(sets).write(file));
        Thread thread = new Thread(rows, "pairs");
        thread.setDaemon(true);
        thread.start();
        return new Writing(file, rows);
    }

    private long write(NewFile file) throws IOException {
        StringBuilder text = new StringBuilder();
        Cells.put(text, COLUMNS.stream().map(Column::name).toList());
        int[] years = new int[sets.figureCount()];
        Arrays.setAll(years, figure -> {
            Integer year = sets.year(figure);
            return year == null ? 0 : year;
        });
        int[] shared = new int[order.length];
        int[] first = new int[order.length];
        int[] last = new int[order.length];
        int[] partners = new int[order.length];
        long rows = 0;
        for (int a = 0; a < order.length; a++) {
            int found = 0;
            String organism = organisms[order[a]];
            for (int figure : ofGenes[a]) {
                int[] others = ofFigures[figure];
                int year = years[figure];
                for (int at = Arrays.binarySearch(others, a) + 1; at < others.length; at++) {
                    int b = others[at];
                    if (!organisms[order[b]].equals(organism)) {
                        break; // Sorted by organism.
                    }
                    if (shared[b]++ == 0) {
                        partners[found++] = b;
                        first[b] = year;
                        last[b] = year;
                    } else if (year != 0) {
                        first[b] = first[b] == 0 ? year : Math.min(first[b], year);
                        last[b] = Math.max(last[b], year);
                    }
                }
            }
            Arrays.sort(partners, 0, found);
            for (int i = 0; i < found; i++) {
                int b = partners[i];
                if (shared[b] >= LEAST_FIGURES) {
                    row(text, organism, a, b, shared[b], first[b], last[b]);
                    rows++;
                }
                shared[b] = 0;
            }
            if (text.length() > FLUSH) {
                file.stream().write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
        }
        file.stream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        return rows;
    }

    private void row(StringBuilder text, String organism, int a, int b, int shared, int first, int last) {
        // StrictMath, since the last bit of Math.log differs from one processor to the next.
        double pmi =
                StrictMath.log((double) shared * sets.mentioning() / ((double) ofGenes[a].length * ofGenes[b].length))
                        / LOG_2;
        Cells.put(text, organism, '\t');
        text.append(cells[a]).append(cells[b]);
        text.append(shared).append('\t');
        text.append(first == 0 ? "" : first).append('\t');
        text.append(last == 0 ? "" : last).append('\t');
        decimal(text, pmi);
        text.append('\n');
    }

    /** Four places behind the point. A formatter takes ten times as long, and there are millions of rows. */
    static void decimal(StringBuilder text, double number) {
        long scaled = Math.round(number * SCALE);
        if (scaled < 0) {
            text.append('-');
        }
        String digits = Long.toString(SCALE + Math.abs(scaled) % SCALE);
        text.append(Math.abs(scaled) / SCALE).append('.').append(digits, 1, digits.length());
    }

    private String gene(int gene) {
        Fact.OfMember member = genes.thing(gene);
        StringBuilder text = new StringBuilder(genes.id(gene)).append('\t');
        Cells.put(text, member == null || member.label() == null ? "" : member.label(), '\t');
        return text.toString();
    }
}
