package org.pfocr.rdf.map;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.StreamRDF;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.PaperIds;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * What is said once for the whole output: papers, genes, chemicals, diseases, organisms and unknown lexicons.
 *
 * <p>Figures are observed one after the other; then everything is written, sorted by identifier. Memory grows with the
 * number of distinct entities, not of rows. Not thread-safe.
 */
public final class Entities {
    private final Papers papers = new Papers();
    private final Genes genes;
    private final TermConcepts terms = new TermConcepts();
    private final Organisms organisms;
    private final Map<String, String> unknownLexicons = new HashMap<>();

    /**
     * @param pages the organism pages
     * @param hgnc HGNC's genes by NCBI Gene id; empty where the user gave no table
     * @param hgncFile the table's name, for problems
     */
    public Entities(Collection<Taxon> pages, OrganismNames names, Map<String, HgncGene> hgnc, String hgncFile) {
        this.organisms = new Organisms(pages, names);
        this.genes = new Genes(hgnc, hgncFile);
    }

    /**
     * Takes note of what a figure says of entities.
     *
     * @param file the figure's file, for problems
     */
    public void observe(Figure figure, String file) {
        if (figure.paper() != null) {
            papers.observe(figure.paper());
        }
        for (GeneRow row : figure.genes()) {
            genes.observe(row);
            if (row.lexicon() != null && !Pfocr.KNOWN_LEXICONS.contains(row.lexicon())) {
                unknownLexicons.putIfAbsent(row.lexicon(), file);
            }
        }
        figure.chemicals().forEach(row -> terms.observe(TermKind.CHEMICAL, row));
        figure.diseases().forEach(row -> terms.observe(TermKind.DISEASE, row));
        organisms.observe(figure);
    }

    /** PMC ids of the papers seen. */
    public Set<String> pmcids() {
        return papers.pmcids();
    }

    /** Number of distinct genes seen. */
    public int genes() {
        return genes.size();
    }

    /**
     * Writes everything observed.
     *
     * @param paperIds other ids of papers by PMC id; empty where the user gave no table
     */
    public void write(StreamRDF out, Map<String, PaperIds> paperIds, Consumer<Problem> problems) {
        papers.write(out, paperIds);
        genes.write(out, problems);
        terms.write(out);
        organisms.write(out, problems);
        new TreeMap<>(unknownLexicons).forEach((name, file) -> {
            problems.accept(new Problem(
                    Kind.UNKNOWN_LEXICON,
                    file,
                    0,
                    "source",
                    Problem.quote(name) + " is a lexicon that the ontology does not know; it got a concept",
                    "check its spelling, or add it to the ontology"));
            new Statements(Pfocr.lexicon(name), out)
                    .is(Pfocr.Lexicon)
                    .is(Terms.SKOS_CONCEPT)
                    .link(Terms.SKOS_PREF_LABEL, NodeFactory.createLiteralString(name))
                    .text(Terms.SKOS_NOTATION, name)
                    .link(Terms.SKOS_IN_SCHEME, Pfocr.lexicons)
                    .link(Terms.SKOS_TOP_CONCEPT_OF, Pfocr.lexicons);
        });
    }
}
