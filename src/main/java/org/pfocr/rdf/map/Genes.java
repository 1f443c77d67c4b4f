package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/** The genes of the output: each once, with the symbols and taxa that all rows give it. Not thread-safe. */
final class Genes {
    private static final String HUMAN = String.valueOf(Taxon.HUMAN.id());
    /** NCBI's placeholder for a gene without a symbol; HGNC has none of these. */
    private static final String PLACEHOLDER = "LOC";

    private static final int FIRST_SLOTS = 1 << 10;

    /** What the table has of a gene: the id, a symbol (see {@link #packed}) and how often it was given, and a taxon. */
    private static final int SYMBOL = 1;

    private static final int SYMBOL_COUNT = 2;
    private static final int TAXON = 3;
    private static final int WIDTH = 4;

    /** What the table has no room for. */
    private static final class More {
        final Tally symbols = new Tally();
        /** A gene belongs to one species; it has more only where rows are wrong. */
        final Set<Long> taxa = new HashSet<>();
    }

    /**
     * The genes, each in its slot of {@link #WIDTH} numbers, with zero for what is not there. Each row of the database looks
     * here, and to wait for memory is most of the work: so what most rows need lies together, and without objects.
     */
    private long[] table = new long[WIDTH * FIRST_SLOTS];
    /** By slot; most genes have none. */
    private @Nullable More[] more = new More[FIRST_SLOTS];

    private int size;
    private @Nullable Taxon lastTaxon;
    private long lastTaxonId;
    private final Map<String, HgncGene> hgnc;
    private final String hgncFile;

    /**
     * @param hgnc HGNC's genes by NCBI Gene id
     * @param hgncFile the file they come from, for problems
     */
    Genes(Map<String, HgncGene> hgnc, String hgncFile) {
        this.hgnc = hgnc;
        this.hgncFile = hgncFile;
    }

    void observe(GeneRow row) {
        if (row.entrez() == 0) {
            return;
        }
        int slot = slotOf(row.entrez());
        int at = WIDTH * slot;
        if (row.symbol() != null) {
            long symbol = packed(row.symbol());
            if (symbol != 0 && (table[at + SYMBOL] == symbol || table[at + SYMBOL] == 0)) {
                table[at + SYMBOL] = symbol;
                table[at + SYMBOL_COUNT]++;
            } else {
                more(slot).symbols.add(row.symbol());
            }
        }
        long taxon = taxonId(row.taxon());
        if (taxon != 0 && taxon != table[at + TAXON]) {
            if (table[at + TAXON] == 0) {
                table[at + TAXON] = taxon;
            } else {
                more(slot).taxa.add(taxon);
            }
        }
    }

    /** A taxonomy id has nine digits at most and no zero in front; 0 is none. */
    private long taxonId(@Nullable Taxon taxon) {
        if (!Objects.equals(taxon, lastTaxon)) { // Rows of one organism follow each other, with one object.
            lastTaxon = taxon;
            lastTaxonId = taxon == null || taxon.id() == null ? 0 : Long.parseLong(taxon.id());
        }
        return lastTaxonId;
    }

    /** A text of one to eight ASCII characters other than NUL, as a number of its own; 0 for any other text. */
    private static long packed(String text) {
        if (text.length() > Long.BYTES) {
            return 0;
        }
        long packed = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c >= 0x80) {
                return 0;
            }
            packed = packed << Byte.SIZE | c;
        }
        return packed;
    }

    private static String unpacked(long packed) {
        StringBuilder text = new StringBuilder(Long.BYTES);
        for (long rest = packed; rest != 0; rest >>>= Byte.SIZE) {
            text.insert(0, (char) (rest & 0x7F));
        }
        return text.toString();
    }

    private More more(int slot) {
        More known = more[slot];
        if (known == null) {
            known = new More();
            more[slot] = known;
        }
        return known;
    }

    private int slotOf(long id) {
        int slot = slot(table, id);
        if (table[WIDTH * slot] != 0) {
            return slot;
        }
        table[WIDTH * slot] = id;
        if (++size <= more.length / 2) {
            return slot;
        }
        grow();
        return slot(table, id);
    }

    /** Where the id is, or could be. */
    private static int slot(long[] table, long id) {
        int mask = table.length / WIDTH - 1;
        int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (table[WIDTH * slot] != 0 && table[WIDTH * slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] larger = new long[2 * table.length];
        @Nullable More[] ofLarger = new More[2 * more.length];
        for (int slot = 0; slot < more.length; slot++) {
            long id = table[WIDTH * slot];
            if (id != 0) {
                int to = slot(larger, id);
                System.arraycopy(table, WIDTH * slot, larger, WIDTH * to, WIDTH);
                ofLarger[to] = more[slot];
            }
        }
        table = larger;
        more = ofLarger;
    }

    int size() {
        return size;
    }

    /** The ids of the genes seen, in their order. */
    List<Long> sorted() {
        List<Long> sorted = new ArrayList<>(size);
        for (int at = 0; at < table.length; at += WIDTH) {
            if (table[at] != 0) {
                sorted.add(table[at]);
            }
        }
        sorted.sort(Comparator.naturalOrder());
        return sorted;
    }

    private Tally symbols(int slot) {
        Tally symbols = new Tally();
        if (table[WIDTH * slot + SYMBOL] != 0) {
            symbols.add(unpacked(table[WIDTH * slot + SYMBOL]), (int) table[WIDTH * slot + SYMBOL_COUNT]);
        }
        More others = more[slot];
        if (others != null) {
            symbols.addAll(others.symbols);
        }
        return symbols;
    }

    private SortedSet<String> taxa(int slot) {
        SortedSet<String> taxa = new TreeSet<>();
        if (table[WIDTH * slot + TAXON] != 0) {
            taxa.add(Long.toString(table[WIDTH * slot + TAXON]));
        }
        More others = more[slot];
        if (others != null) {
            others.taxa.forEach(taxon -> taxa.add(Long.toString(taxon)));
        }
        return taxa;
    }

    /**
     * Writes a gene. Thread-safe once nothing is observed any more.
     *
     * @param gene one of {@link #sorted}
     */
    void write(long gene, TripleBatch out, Consumer<Problem> problems) {
        String id = Long.toString(gene);
        int slot = slot(table, gene);
        Tally tally = symbols(slot);
        SortedSet<String> taxa = taxa(slot);
        List<String> symbols = tally.byFrequency();
        boolean human = taxa.contains(HUMAN);
        HgncGene approved = human ? hgnc.get(id) : null;
        if (approved != null) {
            report(id, approved, tally, problems);
            symbols.remove(approved.symbol());
            symbols.add(0, approved.symbol());
        }
        if (taxa.size() > 1) {
            problems.accept(new Problem(
                    Kind.GENE_IN_SEVERAL_TAXA,
                    "(all)",
                    0,
                    "gene " + id,
                    "is given the taxa " + String.join(", ", taxa) + "; all were kept",
                    "a gene id belongs to one species: correct the rows"));
        }
        String label = symbols.isEmpty() ? null : symbols.get(0);
        Statements about = new Statements(Iris.gene(gene), out)
                .is(Pfocr.Gene)
                .is(Terms.WP_GENE_PRODUCT)
                .text(Terms.RDFS_LABEL, label)
                .texts(Terms.SKOS_ALT_LABEL, symbols.subList(Math.min(1, symbols.size()), symbols.size()))
                .text(Terms.DCTERMS_IDENTIFIER, id)
                .text(Terms.SKOS_NOTATION, label);
        if (human) {
            // With HGNC's table the approved symbol is known; without it each symbol given for the gene may join.
            (approved != null ? List.of(approved.symbol()) : symbols)
                    .stream()
                            .filter(symbol -> !symbol.startsWith(PLACEHOLDER))
                            .forEach(symbol -> about.link(Terms.WP_BDB_HGNC_SYMBOL, Iris.hgncSymbol(symbol)));
        }
        about.link(Terms.WP_BDB_ENTREZ_GENE, Iris.gene(gene));
        taxa.forEach(taxon -> about.link(Terms.WP_ORGANISM, Iris.taxon(taxon)));
        about.link(Terms.RDFS_SEE_ALSO, Iris.genePage(gene))
                .link(Terms.OWL_SAME_AS, Iris.geneHttpTwin(gene))
                .links(Terms.SKOS_EXACT_MATCH, Iris.geneForms(gene));
        if (approved != null) {
            about.link(Terms.SKOS_EXACT_MATCH, Iris.hgnc(approved.id())).text(Terms.DCTERMS_TITLE, approved.name());
            if (approved.ensembl() != null) {
                about.link(Terms.WP_BDB_ENSEMBL, Iris.ensembl(approved.ensembl()));
            }
            approved.uniprot().forEach(accession -> about.link(Terms.WP_BDB_UNIPROT, Iris.uniprot(accession)));
        }
    }

    /** Says which of a gene's symbols HGNC does not approve. */
    private void report(String id, HgncGene approved, Tally symbols, Consumer<Problem> problems) {
        for (String symbol : symbols.byFrequency()) {
            @Nullable
            Kind kind = symbol.equals(approved.symbol())
                    ? null
                    : approved.previous().contains(symbol)
                            ? Kind.SYMBOL_IS_WITHDRAWN
                            : approved.aliases().contains(symbol) ? Kind.SYMBOL_IS_ALIAS : Kind.SYMBOL_NOT_APPROVED;
            if (kind != null) {
                String what =
                        switch (kind) {
                            case SYMBOL_IS_WITHDRAWN -> "is a withdrawn symbol";
                            case SYMBOL_IS_ALIAS -> "is an alias";
                            default -> "is no symbol that HGNC knows";
                        };
                problems.accept(new Problem(
                        kind,
                        hgncFile,
                        0,
                        "gene " + id,
                        Problem.quote(symbol) + " " + what + " of " + approved.symbol() + " (rows: "
                                + symbols.count(symbol) + ")",
                        ""));
            }
        }
    }
}
