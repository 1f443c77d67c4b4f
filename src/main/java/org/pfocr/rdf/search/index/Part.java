package org.pfocr.rdf.search.index;

import java.util.Set;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** What the index reads of a figure, a mention, a paper or a thing. */
@SuppressWarnings("ImmutableEnumChecker") // Jena's nodes do not change.
enum Part {
    FIGURE_TYPE(Pfocr.figureType, Kind.TYPE),
    FIGURE_GENERATION(Pfocr.generation, Kind.GENERATION),
    ORGANISM(Pfocr.organism, Kind.ORGANISM),
    MATCHED_ORGANISM(Pfocr.matchedOrganism, Kind.ORGANISM),
    ANNOTATION(Pfocr.annotation, Kind.ANNOTATION),
    GENE(Pfocr.mentionsGene, Kind.GENE),
    CHEMICAL(Pfocr.mentionsChemical, Kind.CHEMICAL),
    DISEASE(Pfocr.mentionsDisease, Kind.DISEASE),
    IS_PART_OF(Terms.DCTERMS_IS_PART_OF, null),
    TITLE(Terms.DCTERMS_TITLE, null),
    LABEL(Terms.RDFS_LABEL, null),
    CAPTION(Terms.DCTERMS_DESCRIPTION, null),
    IDENTIFIER(Terms.DCTERMS_IDENTIFIER, null),
    ALIAS(Pfocr.alias, null),
    WIKI_PATHWAY(Pfocr.wikiPathway, null),
    NDEX(Pfocr.ndexNetwork, null),
    ORGANISM_NAME(Pfocr.organismName, null),
    IN_FIGURE(Pfocr.inFigure, null),
    WORD(Pfocr.word, null),
    MATCHED_TERM(Pfocr.matchedTerm, null),
    ISSUED(Terms.DCTERMS_ISSUED, null),
    PUBMED(Terms.FABIO_HAS_PUB_MED_ID, null),
    DOI(Pfocr.doi, null),
    KEYWORD(Terms.SCHEMA_KEYWORDS, null),
    OTHER_LABEL(Terms.SKOS_ALT_LABEL, null),
    PREFERRED_LABEL(Terms.SKOS_PREF_LABEL, null),
    TYPE(Terms.RDF_TYPE, null);

    /** Classes whose things have names that are searched. */
    static final Set<Node> THINGS =
            Set.of(Pfocr.Gene, Pfocr.Chemical, Pfocr.Disease, Pfocr.Organism, Pfocr.FigureAnnotation);

    private final Node property;
    private final @Nullable Kind kind;

    Part(Node property, @Nullable Kind kind) {
        this.property = property;
        this.kind = kind;
    }

    Node property() {
        return property;
    }

    /** The kind of thing that a figure has by this; null where it is none. */
    @Nullable
    Kind kind() {
        return kind;
    }

    boolean isName() {
        return this == LABEL || this == OTHER_LABEL || this == PREFERRED_LABEL || this == TITLE;
    }

    boolean isOfPaper() {
        return this == TITLE
                || this == ISSUED
                || this == PUBMED
                || this == DOI
                || this == KEYWORD
                || this == IDENTIFIER;
    }
}
