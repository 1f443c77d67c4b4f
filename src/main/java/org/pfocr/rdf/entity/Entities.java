package org.pfocr.rdf.entity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.Lookups;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Statements;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The triples that are said once for the whole output, of papers, genes, chemicals, diseases, organisms and unknown
 * lexicons, from the notes of all figures. They do not depend on the order in which the notes were merged. Not thread-safe, but
 * its parts are.
 */
public final class Entities {
    /** Entities of a part: some thousand triples. */
    private static final int PER_PART = 250;

    private final List<Map.Entry<Fact.OfPaper, Long>> papers = new ArrayList<>();
    private final List<Map.Entry<Fact.OfGene, Long>> genes = new ArrayList<>();
    private final List<Map.Entry<Fact.OfImage, Long>> images = new ArrayList<>();
    private final List<Map.Entry<Fact.OfGroup, Long>> geneGroups = new ArrayList<>();
    private final List<Map.Entry<Fact.OfConcept, Long>> concepts = new ArrayList<>();
    private final List<Map.Entry<Fact.OrganismOfFigure, Long>> organismsOfFigures = new ArrayList<>();
    /** Of those that are written together, later only those that no page has. */
    private final List<Fact.NamedOrganism> namedOrganisms = new ArrayList<>();

    private final Map<String, String> unknownLexicons = new TreeMap<>();
    private final Set<Triple> stated = new HashSet<>();
    /** Few; to find a triple takes longer than to find its subject. */
    private final Set<Node> subjectsOfStated = new HashSet<>();

    private final Organisms organisms;
    private final Genes geneWriter;
    private final String imageTemplate;

    /**
     * Takes the notes of all figures.
     *
     * @param pages the organism pages
     * @param hgnc HGNC's genes by NCBI Gene id; empty where the user gave no table
     * @param hgncFile the table's name, for problems
     * @param imageTemplate address of a figure's image, with {@code {pmcid}} and {@code {filename}}
     */
    public Entities(
            Notes notes,
            Collection<Taxon> pages,
            OrganismNames names,
            Map<String, HgncGene> hgnc,
            String hgncFile,
            String imageTemplate) {
        this(notes, new Organisms(pages), hgnc, hgncFile, imageTemplate);
        namedOrganisms.forEach(organism -> organisms.add(organism, names));
        namedOrganisms.removeIf(organism -> names.taxonId(organism.name()) != null);
    }

    /**
     * Takes the notes of some things.
     *
     * @param notes all that is noted of these things, {@linkplain Notes#apart apart}
     * @param taxonIds {@link #taxonIds} of what is written together
     */
    public Entities(
            Notes notes,
            Map<String, String> taxonIds,
            Map<String, HgncGene> hgnc,
            String hgncFile,
            String imageTemplate) {
        this(notes, new Organisms(taxonIds), hgnc, hgncFile, imageTemplate);
    }

    private Entities(
            Notes notes, Organisms organisms, Map<String, HgncGene> hgnc, String hgncFile, String imageTemplate) {
        this.imageTemplate = imageTemplate;
        this.organisms = organisms;
        this.geneWriter = new Genes(hgnc, hgncFile);
        notes.facts().forEach((fact, count) -> {
            if (fact instanceof Fact.OfGene gene) {
                genes.add(Map.entry(gene, count));
            } else if (fact instanceof Fact.OfPaper paper) {
                papers.add(Map.entry(paper, count));
            } else if (fact instanceof Fact.OfImage image) {
                images.add(Map.entry(image, count));
            } else if (fact instanceof Fact.OfGroup group) {
                geneGroups.add(Map.entry(group, count));
            } else if (fact instanceof Fact.OfConcept concept) {
                concepts.add(Map.entry(concept, count));
            } else if (fact instanceof Fact.OfOrganism organism) {
                organisms.add(organism, count);
            } else if (fact instanceof Fact.OrganismOfFigure organism) {
                organismsOfFigures.add(Map.entry(organism, count));
            } else if (fact instanceof Fact.NamedOrganism organism) {
                namedOrganisms.add(organism);
            } else if (fact instanceof Fact.UnknownLexicon lexicon) {
                unknownLexicons.merge(lexicon.name(), lexicon.file(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
            } else if (fact instanceof Fact.Stated statement) {
                stated.add(statement.triple());
                subjectsOfStated.add(statement.triple().getSubject());
            }
        });
        papers.sort(Comparator.comparing(fact -> fact.getKey().paper().pmcid()));
        genes.sort(Comparator.comparingLong(fact -> fact.getKey().gene()));
        images.sort(Comparator.comparing(fact -> fact.getKey().pmcid()));
        geneGroups.sort(Comparator.comparing(fact -> fact.getKey().iri()));
        concepts.sort(Comparator.comparing(fact -> Concepts.key(fact.getKey())));
        organismsOfFigures.sort(Comparator.comparing(fact -> fact.getKey().figid()));
    }

    /** PMC ids of the papers. */
    public Set<String> pmcids() {
        Set<String> pmcids = new TreeSet<>();
        papers.forEach(fact -> pmcids.add(fact.getKey().paper().pmcid()));
        return pmcids;
    }

    /** MeSH ids of the chemicals and diseases. */
    public Set<String> meshIds() {
        Set<String> ids = new TreeSet<>();
        concepts.forEach(fact -> {
            if (fact.getKey().mesh() != null) {
                ids.add(fact.getKey().mesh());
            }
        });
        return ids;
    }

    /** Names of organisms whose taxonomy id neither pages nor gene tables give. */
    public Set<String> unknownOrganisms() {
        Set<String> names = new TreeSet<>();
        organismsOfFigures.forEach(fact -> {
            if (organisms.taxonId(fact.getKey().name()) == null) {
                names.add(fact.getKey().name());
            }
        });
        namedOrganisms.forEach(organism -> {
            if (organisms.taxonId(organism.name()) == null) {
                names.add(organism.name());
            }
        });
        return names;
    }

    /** The taxonomy ids that gene tables or other tables give names; all of them after {@link #parts}. */
    public Map<String, String> taxonIds() {
        return organisms.taxonIds();
    }

    /** Number of distinct genes. */
    public int genes() {
        return groups(genes, Fact.OfGene::gene).size();
    }

    /** Some of the triples: those of whole entities. */
    @FunctionalInterface
    public interface Part {
        /** Makes the part's triples. Thread-safe. */
        TripleBatch triples(Consumer<Problem> problems);
    }

    /**
     * All triples, in parts that any thread may write.
     *
     * @param lookups what tables of others say of the things mentioned
     * @return the parts in the order in which they belong into the output
     */
    public List<Part> parts(Lookups lookups) {
        unknownOrganisms().forEach(name -> organisms.lookUp(name, lookups.taxa().get(name)));
        List<Part> parts = new ArrayList<>();
        parts.add(problems -> TripleBatch.of(stated.stream()
                .sorted(Comparator.comparing((Triple t) -> t.getSubject().getURI())
                        .thenComparing(t -> t.getPredicate().getURI())
                        .thenComparing(t -> t.getObject().toString()))
                .toList()));
        add(
                groups(papers, fact -> fact.paper().pmcid()),
                parts,
                (facts, out, problems) -> Papers.write(
                        facts,
                        lookups.papers().get(facts.get(0).getKey().paper().pmcid()),
                        out));
        add(
                groups(images, Fact.OfImage::pmcid),
                parts,
                (facts, out, problems) -> Images.write(
                        facts,
                        imageTemplate,
                        lookups.licences().get(facts.get(0).getKey().pmcid()),
                        out));
        add(groups(genes, Fact.OfGene::gene), parts, geneWriter::write);
        add(groups(geneGroups, Fact.OfGroup::iri), parts, (facts, out, problems) -> GeneGroups.write(facts, out));
        add(
                groups(concepts, Concepts::key),
                parts,
                (facts, out, problems) -> Concepts.write(facts, lookups.headings(), out));
        parts.add(withoutStated(organisms::write));
        add(
                groups(organismsOfFigures, Fact.OrganismOfFigure::figid),
                parts,
                (facts, out, problems) -> organisms.write(facts, out));
        parts.add(withoutStated((out, problems) -> {
            organisms.report(problems);
            unknownLexicons.forEach((name, file) -> unknownLexicon(name, file, out, problems));
        }));
        return parts;
    }

    /** Writes what is said of one entity. */
    private interface Writer<F extends Fact> {
        void write(List<Map.Entry<F, Long>> facts, TripleBatch out, Consumer<Problem> problems);
    }

    /** The facts of each entity; the facts are sorted by entity. */
    private static <F extends Fact> List<List<Map.Entry<F, Long>>> groups(
            List<Map.Entry<F, Long>> facts, Function<F, ?> entity) {
        List<List<Map.Entry<F, Long>>> groups = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= facts.size(); i++) {
            if (i == facts.size()
                    || !entity.apply(facts.get(i).getKey())
                            .equals(entity.apply(facts.get(from).getKey()))) {
                groups.add(facts.subList(from, i));
                from = i;
            }
        }
        return groups;
    }

    private <F extends Fact> void add(List<List<Map.Entry<F, Long>>> entities, List<Part> parts, Writer<F> writer) {
        for (int from = 0; from < entities.size(); from += PER_PART) {
            List<List<Map.Entry<F, Long>>> some = entities.subList(from, Math.min(entities.size(), from + PER_PART));
            parts.add(withoutStated((out, problems) -> some.forEach(facts -> writer.write(facts, out, problems))));
        }
    }

    /** Writes some of the triples. */
    private interface PartWriter {
        void write(TripleBatch out, Consumer<Problem> problems);
    }

    /** Leaves out what a figure's schema.org block said as well, of a paper, say. */
    private Part withoutStated(PartWriter part) {
        return problems -> {
            TripleBatch all = new TripleBatch();
            part.write(all, problems);
            BitSet left = new BitSet();
            for (int i = 0; i < all.size(); i++) {
                if (subjectsOfStated.contains(all.term(all.subject(i))) && stated.contains(all.triple(i))) {
                    left.set(i);
                }
            }
            if (left.isEmpty()) {
                return all;
            }
            TripleBatch own = new TripleBatch();
            for (int i = left.nextClearBit(0); i < all.size(); i = left.nextClearBit(i + 1)) {
                own.add(all.triple(i));
            }
            return own;
        };
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
