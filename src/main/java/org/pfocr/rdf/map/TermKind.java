package org.pfocr.rdf.map;

import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;

/** What differs between chemicals and diseases. */
@SuppressWarnings("ImmutableEnumChecker") // A node is immutable, though Jena does not say so.
enum TermKind {
    CHEMICAL("chemical", Pfocr.Chemical, Pfocr.ChemicalMention, Pfocr.mentionsChemical, Pfocr.chemical) {
        @Override
        Node other(String digits) {
            return Iris.chebi(digits);
        }
    },
    DISEASE("disease", Pfocr.Disease, Pfocr.DiseaseMention, Pfocr.mentionsDisease, Pfocr.disease) {
        @Override
        Node other(String digits) {
            return Iris.doid(digits);
        }
    };

    final String key;
    final Node entityClass;
    final Node mentionClass;
    final Node mentions;
    final Node body;

    TermKind(String key, Node entityClass, Node mentionClass, Node mentions, Node body) {
        this.key = key;
        this.entityClass = entityClass;
        this.mentionClass = mentionClass;
        this.mentions = mentions;
        this.body = body;
    }

    /** The concept in ChEBI or the Disease Ontology. */
    abstract Node other(String digits);

    /** The row's concept: its MeSH id, else the other one; null where the row has none. */
    @Nullable
    Node entity(TermRow row) {
        if (row.mesh() != null) {
            return Iris.mesh(row.mesh());
        }
        return row.other() == null ? null : other(row.other());
    }
}
