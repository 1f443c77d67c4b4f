package org.pfocr.rdf.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.store.read.TreeReader;

/** What the store says of a node, read by its id. Thread-safe. */
final class Texts {
    private final Quads quads;
    private final Quads.Index index;
    private final int object;

    Texts(Quads quads) {
        this.quads = quads;
        this.index = quads.beginningWith(Quads.SUBJECT, Quads.PROPERTY);
        this.object = index.place(Quads.OBJECT);
    }

    Node node(long id) {
        return quads.terms().term(id);
    }

    @Nullable
    Long id(Node node) {
        return quads.terms().id(node);
    }

    /** All objects of a property, each once. */
    List<Node> all(long subject, Node property) {
        List<Node> found = new ArrayList<>();
        Long id = quads.terms().id(property);
        if (id != null) {
            long last = 0;
            TreeReader.Cursor cursor = index.tree().range(new long[] {subject, id}, 2);
            while (cursor.next()) {
                long value = cursor.get(object);
                if (found.isEmpty() || value != last) {
                    found.add(node(value));
                }
                last = value;
            }
        }
        return found;
    }

    /** The first object of a property; null where there is none. */
    @Nullable
    Node first(long subject, Node property) {
        Long id = quads.terms().id(property);
        if (id == null) {
            return null;
        }
        TreeReader.Cursor cursor = index.tree().range(new long[] {subject, id}, 2);
        return cursor.next() ? node(cursor.get(object)) : null;
    }

    /** Node ids of the subjects that have an object. */
    List<Long> subjects(Node property, long object) {
        List<Long> found = new ArrayList<>();
        Long id = quads.terms().id(property);
        if (id != null) {
            Quads.Index byObject = quads.beginningWith(Quads.PROPERTY, Quads.OBJECT);
            int subject = byObject.place(Quads.SUBJECT);
            TreeReader.Cursor cursor = byObject.tree().range(new long[] {id, object}, 2);
            while (cursor.next()) {
                found.add(cursor.get(subject));
            }
        }
        return found;
    }

    /** A graph that has a triple; null where none has. */
    @Nullable
    Node graph(long subject, Node property, Node value) {
        Long propertyId = quads.terms().id(property);
        Long objectId = quads.terms().id(value);
        if (propertyId == null || objectId == null) {
            return null;
        }
        TreeReader.Cursor cursor = index.tree().range(new long[] {subject, propertyId}, 2);
        while (cursor.next()) {
            if (cursor.get(object) == objectId) {
                return node(cursor.get(index.place(Quads.GRAPH)));
            }
        }
        return null;
    }

    /** The text of the first object; empty where there is none. */
    String text(long subject, Node property) {
        Node node = first(subject, property);
        return node == null ? "" : text(node);
    }

    /** A literal's text, or an IRI. */
    static String text(Node node) {
        return node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
    }
}
