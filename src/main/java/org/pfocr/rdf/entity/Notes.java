package org.pfocr.rdf.entity;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Triple;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.TermKind;

/**
 * What is noted of genes, papers, concepts and organisms while figures pass: facts with how often they were said. Notes of
 * parts of the figures merge to the notes of all, in any order and grouping, since counts are added. Immutable.
 */
public final class Notes implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Notes of no figure. */
    public static final Notes NONE = new Notes(Map.of());

    @SuppressWarnings("serial") // A HashMap, or one that cannot be changed around it.
    private final Map<Fact, Long> facts;

    private Notes(Map<Fact, Long> facts) {
        this.facts = facts;
    }

    /**
     * Notes what one figure says.
     *
     * @param names organisms of the pages, which need no other figure to be known
     * @param stated what the figure's triples state of things that other figures may speak of as well
     * @param file the figure's file, for problems
     */
    public static Notes of(Figure figure, OrganismNames names, Collection<Triple> stated, String file) {
        Sum notes = new Sum();
        if (figure.paper() != null) {
            notes.add(new Fact.OfPaper(figure.paper()));
            if (figure.fileName() != null) {
                notes.add(new Fact.OfImage(figure.paper().pmcid(), figure.fileName()));
            }
        }
        stated.forEach(triple -> notes.add(new Fact.Stated(triple)));
        genes(figure, file, notes);
        concepts(TermKind.CHEMICAL, figure.chemicals(), notes);
        concepts(TermKind.DISEASE, figure.diseases(), notes);
        organisms(figure, names, notes);
        return notes.total();
    }

    private static void genes(Figure figure, String file, Sum notes) {
        String last = null;
        for (GeneRow row : figure.genes()) {
            Taxon taxon = row.taxon();
            if (row.entrez() != 0) {
                notes.add(new Fact.OfGene(row.entrez(), row.symbol(), taxon == null ? null : taxon.id()));
            }
            String lexicon = row.lexicon();
            if (row.entrez() != 0
                    && lexicon != null
                    && row.matchedTerm() != null
                    && Pfocr.FAMILY_LEXICONS.contains(lexicon)) {
                notes.add(
                        new Fact.OfGroup(lexicon, row.matchedTerm(), taxon == null ? null : taxon.key(), row.entrez()));
            }
            if (lexicon != null && !lexicon.equals(last) && !Pfocr.KNOWN_LEXICONS.contains(lexicon)) {
                notes.add(new Fact.UnknownLexicon(lexicon, file));
            }
            last = lexicon;
        }
    }

    private static void concepts(TermKind kind, List<TermRow> rows, Sum notes) {
        for (TermRow row : rows) {
            if (row.mesh() != null || row.other() != null) {
                notes.add(new Fact.OfConcept(kind, row.mesh(), row.other(), row.name(), row.matchedTerm(), row.word()));
            }
        }
    }

    private static void organisms(Figure figure, OrganismNames names, Sum notes) {
        Set<Taxon> taxa = new HashSet<>();
        Taxon last = null;
        for (GeneRow row : figure.genes()) {
            if (row.taxon() != null && !row.taxon().equals(last)) { // Rows of one organism follow each other.
                last = row.taxon();
                taxa.add(last);
            }
        }
        List<String> matched = new ArrayList<>(figure.matchedOrganisms());
        for (Taxon taxon : taxa) {
            if (taxon.id() != null) {
                notes.add(new Fact.OfOrganism(taxon.id(), taxon.name(), taxon.group()));
            } else if (taxon.name() != null) {
                matched.add(taxon.name());
            }
        }
        named(figure, figure.organisms(), false, names, notes);
        named(figure, matched, true, names, notes);
    }

    private static void named(Figure figure, List<String> organisms, boolean matched, OrganismNames names, Sum notes) {
        List<String> stated = null; // The same for all of them, and to look for it takes a while.
        for (String name : organisms) {
            if (names.taxonId(name) != null) {
                notes.add(new Fact.NamedOrganism(name));
            } else {
                if (stated == null) {
                    stated = List.copyOf(matched ? names.matched(figure) : names.ofPaper(figure));
                }
                notes.add(new Fact.OrganismOfFigure(figure.id(), name, matched, stated));
            }
        }
    }

    /**
     * Notes apart.
     *
     * @param ofThings what is noted of each thing, by its IRI, which is all that is needed to write it
     * @param together what can only be written with that of all figures: organisms and lexicons, of which there are few
     */
    public record Apart(Map<String, Notes> ofThings, Notes together) {}

    /**
     * Takes the notes apart by the things that they are about, so that different machines can merge and write them.
     *
     * @param imageTemplate address of a figure's image, with {@code {pmcid}} and {@code {filename}}
     */
    public Apart apart(String imageTemplate) {
        Map<String, Sum> ofThings = new HashMap<>();
        Sum together = new Sum();
        facts.forEach((fact, count) -> {
            String thing = fact.thing(imageTemplate);
            Sum sum = thing == null ? together : ofThings.computeIfAbsent(thing, t -> new Sum());
            sum.counts.merge(fact, count, Long::sum);
            if (fact instanceof Fact.OrganismOfFigure organism) {
                together.counts.put(new Fact.NamedOrganism(organism.name()), 1L);
            }
        });
        Map<String, Notes> notes = new HashMap<>();
        ofThings.forEach((thing, sum) -> notes.put(thing, sum.total()));
        return new Apart(notes, together.total());
    }

    /** Notes of the figures of both. Associative and commutative. */
    public Notes merge(Notes other) {
        Sum sum = new Sum();
        sum.add(this);
        sum.add(other);
        return sum.total();
    }

    /** PMC ids of the papers. */
    public Set<String> pmcids() {
        Set<String> pmcids = new HashSet<>();
        facts.keySet().forEach(fact -> {
            if (fact instanceof Fact.OfPaper of) {
                pmcids.add(of.paper().pmcid());
            } else if (fact instanceof Fact.OfImage of) {
                pmcids.add(of.pmcid());
            }
        });
        return pmcids;
    }

    /** MeSH ids of the chemicals and diseases. */
    public Set<String> meshIds() {
        Set<String> ids = new HashSet<>();
        facts.keySet().forEach(fact -> {
            if (fact instanceof Fact.OfConcept of && of.mesh() != null) {
                ids.add(of.mesh());
            }
        });
        return ids;
    }

    /** The facts, each with how often it was said. */
    Map<Fact, Long> facts() {
        return facts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Notes notes && facts.equals(notes.facts);
    }

    @Override
    public int hashCode() {
        return facts.hashCode();
    }

    /** Merges the notes of many figures without a copy for each. For one thread. */
    public static final class Sum {
        private Map<Fact, Long> counts = new HashMap<>();

        /** Adds the notes of more figures. */
        public void add(Notes notes) {
            notes.facts.forEach((fact, count) -> counts.merge(fact, count, Long::sum));
        }

        private void add(Fact fact) {
            counts.merge(fact, 1L, Long::sum);
        }

        /** The notes of all figures so far; the sum begins anew. */
        public Notes total() {
            Notes total = new Notes(Collections.unmodifiableMap(counts));
            counts = new HashMap<>();
            return total;
        }
    }
}
