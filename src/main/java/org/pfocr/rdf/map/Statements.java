package org.pfocr.rdf.map;

import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/** Says things of one subject. */
final class Statements {
    private final TripleBatch out;
    /** The subject's number. */
    private final int subject;

    Statements(Node subject, TripleBatch out) {
        this.out = out;
        this.subject = out.term(subject);
    }

    Statements is(Node type) {
        return link(Terms.RDF_TYPE, type);
    }

    Statements link(Node property, Node object) {
        out.add(subject, out.term(property), out.term(object));
        return this;
    }

    Statements links(Node property, Iterable<Node> objects) {
        objects.forEach(object -> link(property, object));
        return this;
    }

    /** Says nothing where the text is null. */
    Statements text(Node property, @Nullable String text) {
        if (text != null) {
            out.add(subject, out.term(property), out.text(text));
        }
        return this;
    }

    Statements texts(Node property, Iterable<String> texts) {
        texts.forEach(text -> text(property, text));
        return this;
    }
}
