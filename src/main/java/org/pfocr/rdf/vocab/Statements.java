package org.pfocr.rdf.vocab;

import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/** Says things of one subject, in a batch. For one thread. */
public final class Statements {
    private final TripleBatch out;
    /** The subject's number. */
    private final int subject;

    public Statements(Node subject, TripleBatch out) {
        this.out = out;
        this.subject = out.term(subject);
    }

    /** Says what it is. */
    public Statements is(Node type) {
        return link(Terms.RDF_TYPE, type);
    }

    /** Says one thing. */
    public Statements link(Node property, Node object) {
        out.add(subject, out.term(property), out.term(object));
        return this;
    }

    /** Says one thing for each object. */
    public Statements links(Node property, Iterable<Node> objects) {
        objects.forEach(object -> link(property, object));
        return this;
    }

    /** Says nothing where the text is null. */
    public Statements text(Node property, @Nullable String text) {
        if (text != null) {
            out.add(subject, out.term(property), out.text(text));
        }
        return this;
    }

    /** Says one thing for each text. */
    public Statements texts(Node property, Iterable<String> texts) {
        texts.forEach(text -> text(property, text));
        return this;
    }
}
