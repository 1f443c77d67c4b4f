package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.jena.riot.system.StreamRDF;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The genes of the output: each once, with the symbols and taxa that all rows give it. Not thread-safe. */
final class Genes {
    private static final String HUMAN = String.valueOf(Taxon.HUMAN.id());
    /** NCBI's placeholder for a gene without a symbol; HGNC has none of these. */
    private static final String PLACEHOLDER = "LOC";

    private static final class Seen {
        final Tally symbols = new Tally();
        /** A gene belongs to one species; it has more only where rows are wrong. */
        List<String> taxa = List.of();
    }

    private final Map<String, Seen> genes = new HashMap<>();
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
        Seen seen = genes.computeIfAbsent(row.entrez(), id -> new Seen());
        if (row.symbol() != null) {
            seen.symbols.add(row.symbol());
        }
        if (row.taxon() != null
                && row.taxon().id() != null
                && !seen.taxa.contains(row.taxon().id())) {
            List<String> more = new ArrayList<>(seen.taxa);
            more.add(row.taxon().id());
            seen.taxa = List.copyOf(more);
        }
    }

    int size() {
        return genes.size();
    }

    void write(StreamRDF out, Consumer<Problem> problems) {
        new TreeMap<>(genes).forEach((id, seen) -> write(id, seen, out, problems));
    }

    private void write(String id, Seen seen, StreamRDF out, Consumer<Problem> problems) {
        List<String> symbols = seen.symbols.byFrequency();
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
        for (String symbol : seen.symbols.byFrequency()) {
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
                                + seen.symbols.count(symbol) + ")",
                        ""));
            }
        }
    }
}
