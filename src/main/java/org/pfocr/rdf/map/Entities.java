package org.pfocr.rdf.map;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.jena.graph.NodeFactory;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.PaperIds;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * What is said once for the whole output: papers, genes, chemicals, diseases, organisms and unknown lexicons.
 *
 * <p>Figures are observed one after the other; then everything is written, sorted by identifier. Memory grows with the
 * number of distinct entities, not of rows. Not thread-safe.
 */
public final class Entities {
    /** Entities of a part: some thousand triples. */
    private static final int PER_PART = 250;

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
        String last = null;
        for (GeneRow row : figure.genes()) {
            genes.observe(row);
            String lexicon = row.lexicon();
            if (lexicon != null && !lexicon.equals(last) && !Pfocr.KNOWN_LEXICONS.contains(lexicon)) {
                unknownLexicons.putIfAbsent(lexicon, file);
            }
            last = lexicon;
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

    /** Some of what was observed: whole entities. */
    public interface Part {
        /** Writes the part. Thread-safe. */
        void write(TripleBatch out, Consumer<Problem> problems);
    }

    /** Takes parts one after the other. */
    public interface PartConsumer {
        void accept(Part part) throws IOException;
    }

    /** Writes one entity. */
    private interface Writer<T> {
        void write(T entity, TripleBatch out, Consumer<Problem> problems);
    }

    /**
     * Hands over everything observed, in parts that any thread may write. Nothing may be observed any more.
     *
     * @param paperIds other ids of papers by PMC id; empty where the user gave no table
     * @param parts gets the parts in the order in which they belong into the output
     */
    public void eachPart(Map<String, PaperIds> paperIds, PartConsumer parts) throws IOException {
        each(papers.sorted(), (seen, out, problems) -> Papers.write(seen, paperIds.get(seen.getKey()), out), parts);
        each(genes.sorted(), genes::write, parts);
        each(terms.sorted(), (concept, out, problems) -> TermConcepts.write(concept, out), parts);
        parts.accept(organisms::write);
        each(organisms.pending(), (figure, out, problems) -> organisms.write(figure, out), parts);
        parts.accept((out, problems) -> {
            organisms.report(problems);
            new TreeMap<>(unknownLexicons).forEach((name, file) -> unknownLexicon(name, file, out, problems));
        });
    }

    private static <T> void each(List<T> entities, Writer<T> writer, PartConsumer parts) throws IOException {
        for (int from = 0; from < entities.size(); from += PER_PART) {
            List<T> some = entities.subList(from, Math.min(entities.size(), from + PER_PART));
            parts.accept((out, problems) -> some.forEach(entity -> writer.write(entity, out, problems)));
        }
    }

    private static void unknownLexicon(String name, String file, TripleBatch out, Consumer<Problem> problems) {
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
    }
}
