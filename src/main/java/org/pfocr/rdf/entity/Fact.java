package org.pfocr.rdf.entity;

import java.io.Serializable;
import java.util.List;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Paper;
import org.pfocr.rdf.vocab.TermKind;

/**
 * Something that figures say of a thing other than themselves. It does not tell which figure says it, so equal facts of
 * several figures are one fact with a count.
 */
sealed interface Fact extends Serializable {
    /** Rows give a gene this symbol and this organism; null for what they do not give. */
    record OfGene(
            long gene, @Nullable String symbol, @Nullable String taxon) implements Fact {}

    /** Figure files say this of their paper. */
    record OfPaper(Paper paper) implements Fact {}

    /**
     * Rows say that a term of a lexicon of families and complexes stands for this gene.
     *
     * @param taxon taxonomy id or name of the organism, or null
     */
    record OfGroup(String lexicon, String term, @Nullable String taxon, long gene) implements Fact {}

    /** Figures have this image of a paper. */
    record OfImage(String pmcid, String fileName) implements Fact {}

    /**
     * Rows say this of a chemical or disease.
     *
     * @param mesh MeSH id, or null
     * @param other id in the kind's other ontology, or null; one of the two is there
     * @param name the concept's name, or null
     * @param term the term that the text matched, or null
     * @param word the text as it was read
     */
    record OfConcept(
            TermKind kind,
            @Nullable String mesh,
            @Nullable String other,
            @Nullable String name,
            @Nullable String term,
            String word)
            implements Fact {}

    /** Gene tables say this of an organism; at least id or name is there. */
    record OfOrganism(
            @Nullable String id,
            @Nullable String name,
            @Nullable String group) implements Fact {}

    /** Figures name this organism by a name that an organism page has. */
    record NamedOrganism(String name) implements Fact {}

    /**
     * A figure names an organism whose taxonomy id no page gives; the gene tables of other figures may.
     *
     * @param matched whether the figure names it as one whose genes were matched
     * @param stated taxonomy ids that the figure's own triples state with the same property
     */
    record OrganismOfFigure(String figid, String name, boolean matched, List<String> stated) implements Fact {}

    /** A gene table names a lexicon that the ontology does not have. */
    record UnknownLexicon(String name, String file) implements Fact {}

    /** Figures state a triple about something that other figures may state as well, such as an annotation. */
    record Stated(Triple triple) implements Fact {}
}
