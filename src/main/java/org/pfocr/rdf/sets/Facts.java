package org.pfocr.rdf.sets;

import java.util.Collection;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.store.read.TermTable;
import org.pfocr.rdf.store.read.TreeReader;

/** Single facts of the store, read on node ids. Thread-safe. */
final class Facts {
    private final TermTable terms;
    private final TreeReader byObject;
    private final Quads.Index bySubject;

    Facts(Quads quads) {
        this.terms = quads.terms();
        this.byObject = quads.beginningWith(Quads.PROPERTY, Quads.OBJECT).tree();
        this.bySubject = quads.beginningWith(Quads.SUBJECT, Quads.PROPERTY);
    }

    @Nullable
    Long id(Node term) {
        return terms.id(term);
    }

    Node term(long id) {
        return terms.term(id);
    }

    /** Adds the subjects of triples with a property and an object. */
    void subjects(Node property, @Nullable Long object, Collection<Long> found) {
        Long id = terms.id(property);
        if (id == null || object == null) {
            return;
        }
        for (TreeReader.Cursor cursor = byObject.range(new long[] {id, object}, 2); cursor.next(); ) {
            found.add(cursor.get(2));
        }
    }

    /** An object of a subject; the first where it has several, null where it has none. */
    @Nullable
    Long object(long subject, Node property) {
        Long id = terms.id(property);
        if (id == null) {
            return null;
        }
        TreeReader.Cursor cursor = bySubject.tree().range(new long[] {subject, id}, 2);
        return cursor.next() ? (Long) cursor.get(bySubject.place(Quads.OBJECT)) : null;
    }

    /** Whether a subject has an object. */
    boolean is(long subject, Node property, Node object) {
        Long id = terms.id(property);
        Long wanted = terms.id(object);
        if (id == null || wanted == null) {
            return false;
        }
        int place = bySubject.place(Quads.OBJECT);
        for (TreeReader.Cursor cursor = bySubject.tree().range(new long[] {subject, id}, 2); cursor.next(); ) {
            if (cursor.get(place) == wanted) {
                return true;
            }
        }
        return false;
    }

    /** A text of a subject; the first where it has several, null where it has none. */
    @Nullable
    String text(long subject, Node property) {
        Long id = terms.id(property);
        if (id == null) {
            return null;
        }
        int object = bySubject.place(Quads.OBJECT);
        for (TreeReader.Cursor cursor = bySubject.tree().range(new long[] {subject, id}, 2); cursor.next(); ) {
            Node text = terms.term(cursor.get(object));
            if (text.isLiteral()) {
                return text.getLiteralLexicalForm();
            }
        }
        return null;
    }

    /** A subject's label, or its IRI where it has none. */
    String label(long subject, Node property) {
        String label = text(subject, property);
        if (label != null) {
            return label;
        }
        Node term = terms.term(subject);
        return term.isURI() ? term.getURI() : term.toString();
    }
}
