package org.pfocr.rdf.entity;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Paper;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.TermKind;

/**
 * Something that figures say of a thing other than themselves. It does not tell which figure says it, so equal facts of
 * several figures are one fact with a count.
 */
sealed interface Fact extends Serializable {
    /**
     * The IRI of the thing that the fact is about; null where that can only be written with the facts of all figures.
     *
     * @param imageTemplate address of a figure's image, with {@code {pmcid}} and {@code {filename}}
     */
    @Nullable
    String thing(String imageTemplate);

    /** Rows give a gene this symbol and this organism; null for what they do not give. */
    record OfGene(
            long gene, @Nullable String symbol, @Nullable String taxon) implements Fact {
        @Override
        public String thing(String imageTemplate) {
            return Iris.gene(gene).getURI();
        }
    }

    /** Figure files say this of their paper. */
    record OfPaper(Paper paper) implements Fact {
        @Override
        public String thing(String imageTemplate) {
            return Iris.paper(paper.pmcid()).getURI();
        }
    }

    /**
     * Rows say that a term of a lexicon of families and complexes stands for this gene.
     *
     * @param taxon taxonomy id or name of the organism, or null
     */
    record OfGroup(String lexicon, String term, @Nullable String taxon, long gene) implements Fact {
        @Override
        public String thing(String imageTemplate) {
            return iri();
        }

        /** The group's IRI. */
        String iri() {
            return Iris.geneGroup(lexicon, term, taxon).getURI();
        }
    }

    /** Figures have this image of a paper. */
    record OfImage(String pmcid, String fileName) implements Fact {
        @Override
        public String thing(String imageTemplate) {
            return Iris.image(imageTemplate, pmcid, fileName).getURI();
        }
    }

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
            implements Fact {
        @Override
        public @Nullable String thing(String imageTemplate) {
            return (mesh != null ? Iris.mesh(mesh) : kind.other(Objects.requireNonNull(other))).getURI();
        }
    }

    /** Gene tables say this of an organism; at least id or name is there. */
    record OfOrganism(
            @Nullable String id,
            @Nullable String name,
            @Nullable String group) implements Fact {
        @Override
        public @Nullable String thing(String imageTemplate) {
            return null;
        }
    }

    /** Figures name this organism by a name that an organism page has. */
    record NamedOrganism(String name) implements Fact {
        @Override
        public @Nullable String thing(String imageTemplate) {
            return null;
        }
    }

    /**
     * A figure names an organism whose taxonomy id no page gives; the gene tables of other figures may.
     *
     * @param matched whether the figure names it as one whose genes were matched
     * @param stated taxonomy ids that the figure's own triples state with the same property
     */
    record OrganismOfFigure(String figid, String name, boolean matched, List<String> stated) implements Fact {
        @Override
        public String thing(String imageTemplate) {
            return Iris.figure(figid).getURI();
        }
    }

    /** A gene table names a lexicon that the ontology does not have. */
    record UnknownLexicon(String name, String file) implements Fact {
        @Override
        public @Nullable String thing(String imageTemplate) {
            return null;
        }
    }

    /** Figures state a triple about something that other figures may state as well, such as an annotation. */
    record Stated(Triple triple) implements Fact {
        private static final String ORGANISMS = Iris.taxon("").getURI();

        @Override
        public @Nullable String thing(String imageTemplate) {
            return isWrittenTogether(triple.getSubject().getURI())
                    ? null
                    : triple.getSubject().getURI();
        }

        private static boolean isWrittenTogether(String iri) {
            return iri.startsWith(ORGANISMS) || iri.startsWith(Pfocr.NS);
        }
    }
}
