package org.pfocr.rdf.release.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.pfocr.rdf.release.file.NewFile;
import org.pfocr.rdf.release.file.Packing;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile.Facts;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;

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

    private final Sets sets;
    private final Sets.Members genes;
    /** Genes in the order of the table, and the place of each in it. */
    private final Integer[] order;

    private final int[] places;
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
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
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

    /** Writes the table, unless it is whole. */
    public static void write(Sets sets, ReleaseFolder folder, String release) throws IOException {
        if (folder.has(KEY)) {
            return;
        }
        try (NewFile file = folder.create(KEY, Packing.GZIP)) {
            long rows = new GenePairs(sets).write(file);
            folder.keep(
                    file,
                    KEY,
                    release + KEY + Packing.GZIP.suffix(),
                    new Facts(Sort.TABLE, TableSink.TSV, "Table: " + TITLE, 0, rows));
        }
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
        double pmi = Math.log((double) shared * sets.mentioning() / ((double) ofGenes[a].length * ofGenes[b].length))
                / Math.log(2);
        Cells.put(text, organism, '\t');
        gene(text, order[a]);
        gene(text, order[b]);
        text.append(shared).append('\t');
        text.append(first == 0 ? "" : first).append('\t');
        text.append(last == 0 ? "" : last).append('\t');
        text.append(String.format(Locale.ROOT, "%.4f", pmi)).append('\n');
    }

    private void gene(StringBuilder text, int gene) {
        Fact.OfMember member = genes.thing(gene);
        text.append(genes.id(gene)).append('\t');
        Cells.put(text, member == null || member.label() == null ? "" : member.label(), '\t');
    }
}
