package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    /** A gene and the tally of its symbols, in one object: each row of the database looks here. */
    static final class Seen extends Tally {
        private final String id;
        /** A gene belongs to one species; it has more only where rows are wrong. */
        private List<String> taxa = List.of();

        Seen(String id) {
            this.id = id;
        }
    }

    /**
     * The ids as numbers, with zero for a free slot, and the genes in the same slots. A map of texts takes the processor to
     * twice as many places of memory for each row, and to wait for these is most of the work.
     */
    private long[] ids = new long[FIRST_SLOTS];

    private @Nullable Seen[] genes = new Seen[FIRST_SLOTS];
    private int size;
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
        if (row.entrez() == null) {
            return;
        }
        Seen seen = seen(row.entrez());
        if (row.symbol() != null) {
            seen.add(row.symbol());
        }
        Taxon taxon = row.taxon();
        if (taxon != null && taxon.id() != null && !seen.taxa.contains(taxon.id())) {
            List<String> more = new ArrayList<>(seen.taxa);
            more.add(taxon.id());
            seen.taxa = List.copyOf(more);
        }
    }

    private Seen seen(String entrez) {
        long id = Long.parseLong(entrez); // An id has ten digits at most and no zero in front.
        int at = slot(ids, id);
        Seen known = genes[at];
        if (known != null) {
            return known;
        }
        Seen seen = new Seen(entrez);
        ids[at] = id;
        genes[at] = seen;
        if (++size > ids.length / 2) {
            grow();
        }
        return seen;
    }

    /** Where the id is, or could be. */
    private static int slot(long[] ids, long id) {
        int mask = ids.length - 1;
        int at = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (ids[at] != 0 && ids[at] != id) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldIds = ids;
        @Nullable Seen[] oldGenes = genes;
        ids = new long[2 * oldIds.length];
        genes = new Seen[ids.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                int at = slot(ids, oldIds[i]);
                ids[at] = oldIds[i];
                genes[at] = oldGenes[i];
            }
        }
    }

    int size() {
        return size;
    }

    /** The genes seen, by id. */
    List<Seen> sorted() {
        List<Seen> sorted = new ArrayList<>(size);
        for (Seen seen : genes) {
            if (seen != null) {
                sorted.add(seen);
            }
        }
        sorted.sort(Comparator.comparing(seen -> seen.id));
        return sorted;
    }

    /** Thread-safe once nothing is observed any more. */
    void write(Seen seen, TripleBatch out, Consumer<Problem> problems) {
        String id = seen.id;
        List<String> symbols = seen.byFrequency();
        boolean human = seen.taxa.contains(HUMAN);
        HgncGene approved = human ? hgnc.get(id) : null;
        if (approved != null) {
            report(id, approved, seen, problems);
            symbols.remove(approved.symbol());
            symbols.add(0, approved.symbol());
        }
        if (seen.taxa.size() > 1) {
            problems.accept(new Problem(
                    Kind.GENE_IN_SEVERAL_TAXA,
                    "(all)",
                    0,
                    "gene " + id,
                    "is given the taxa "
                            + String.join(", ", seen.taxa.stream().sorted().toList()) + "; all were kept",
                    "a gene id belongs to one species: correct the rows"));
        }
        String label = symbols.isEmpty() ? null : symbols.get(0);
        Statements gene = new Statements(Iris.gene(id), out)
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
                            .forEach(symbol -> gene.link(Terms.WP_BDB_HGNC_SYMBOL, Iris.hgncSymbol(symbol)));
        }
        gene.link(Terms.WP_BDB_ENTREZ_GENE, Iris.gene(id));
        seen.taxa.stream().sorted().forEach(taxon -> gene.link(Terms.WP_ORGANISM, Iris.taxon(taxon)));
        gene.link(Terms.RDFS_SEE_ALSO, Iris.genePage(id))
                .link(Terms.OWL_SAME_AS, Iris.geneHttpTwin(id))
                .links(Terms.SKOS_EXACT_MATCH, Iris.geneForms(id));
        if (approved != null) {
            gene.link(Terms.SKOS_EXACT_MATCH, Iris.hgnc(approved.id())).text(Terms.DCTERMS_TITLE, approved.name());
            if (approved.ensembl() != null) {
                gene.link(Terms.WP_BDB_ENSEMBL, Iris.ensembl(approved.ensembl()));
            }
            approved.uniprot().forEach(accession -> gene.link(Terms.WP_BDB_UNIPROT, Iris.uniprot(accession)));
        }
    }

    /** Says which of a gene's symbols HGNC does not approve. */
    private void report(String id, HgncGene approved, Seen seen, Consumer<Problem> problems) {
        for (String symbol : seen.byFrequency()) {
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
                                + seen.count(symbol) + ")",
                        ""));
            }
        }
    }
}
