package org.pfocr.rdf.entity;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Statements;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/** Triples of genes: each once, with the symbols and taxa that all rows give it. Immutable. */
final class Genes {
    private static final String HUMAN = String.valueOf(Taxon.HUMAN.id());
    /** NCBI's placeholder for a gene without a symbol; HGNC has none of these. */
    private static final String PLACEHOLDER = "LOC";

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

    /**
     * Writes a gene. Thread-safe.
     *
     * @param facts what rows say of the gene, with counts
     */
    void write(List<Map.Entry<Fact.OfGene, Long>> facts, TripleBatch out, Consumer<Problem> problems) {
        long gene = facts.get(0).getKey().gene();
        String id = Long.toString(gene);
        Tally tally = new Tally();
        SortedSet<String> taxa = new TreeSet<>();
        facts.forEach(fact -> {
            tally.add(fact.getKey().symbol(), fact.getValue());
            if (fact.getKey().taxon() != null) {
                taxa.add(fact.getKey().taxon());
            }
        });
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
            about.link(Terms.SKOS_EXACT_MATCH, Iris.hgnc(approved.id()))
                    .links(Terms.SKOS_EXACT_MATCH, Iris.hgncForms(approved.id()))
                    .text(Terms.DCTERMS_TITLE, approved.name());
            if (approved.ensembl() != null) {
                about.link(Terms.WP_BDB_ENSEMBL, Iris.ensembl(approved.ensembl()))
                        .links(Terms.SKOS_EXACT_MATCH, Iris.ensemblForms(approved.ensembl()));
            }
            // A protein is not its gene, so its forms are no exact matches.
            approved.uniprot().forEach(accession -> about.link(Terms.WP_BDB_UNIPROT, Iris.uniprot(accession))
                    .link(Terms.RDFS_SEE_ALSO, Iris.uniprotProtein(accession)));
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
