package org.pfocr.rdf.vocab;

import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/** What differs between chemicals and diseases. */
@SuppressWarnings("ImmutableEnumChecker") // A node is immutable, though Jena does not say so.
public enum TermKind {
    CHEMICAL("chemical", Pfocr.Chemical, Pfocr.ChemicalMention, Pfocr.mentionsChemical, Pfocr.chemical) {
        @Override
        public Node other(String digits) {
            return Iris.chebi(digits);
        }
    },
    DISEASE("disease", Pfocr.Disease, Pfocr.DiseaseMention, Pfocr.mentionsDisease, Pfocr.disease) {
        @Override
        public Node other(String digits) {
            return Iris.doid(digits);
        }
    };

    private final String key;
    private final Node entityClass;
    private final Node mentionClass;
    private final Node mentions;
    private final Node body;

    TermKind(String key, Node entityClass, Node mentionClass, Node mentions, Node body) {
        this.key = key;
        this.entityClass = entityClass;
        this.mentionClass = mentionClass;
        this.mentions = mentions;
        this.body = body;
    }

    /** Begins the local part of a mention's IRI. */
    public String key() {
        return key;
    }

    /** The class of the concepts. */
    public Node entityClass() {
        return entityClass;
    }

    /** The class of the mentions. */
    public Node mentionClass() {
        return mentionClass;
    }

    /** Leads from a figure to a concept. */
    public Node mentions() {
        return mentions;
    }

    /** Leads from a mention to its concept. */
    public Node body() {
        return body;
    }

    /** The concept in ChEBI or the Disease Ontology. */
    public abstract Node other(String digits);

    /**
     * A row's concept: that of its MeSH id, else the other one; null where the row has none.
     *
     * @param mesh MeSH id, or null
     * @param digits of the other id, or null
     */
    public @Nullable Node entity(@Nullable String mesh, @Nullable String digits) {
        if (mesh != null) {
            return Iris.mesh(mesh);
        }
        return digits == null ? null : other(digits);
    }
}
