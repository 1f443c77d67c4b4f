package org.pfocr.rdf.map;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Terms;

/** Says things of one subject. */
record Statements(Node subject, StreamRDF out) {

    Statements is(Node type) {
        return link(Terms.RDF_TYPE, type);
    }

    Statements link(Node property, Node object) {
        out.triple(Triple.create(subject, property, object));
        return this;
    }

    Statements links(Node property, Iterable<Node> objects) {
        objects.forEach(object -> link(property, object));
        return this;
    }

    /** Says nothing where the text is null. */
    Statements text(Node property, @Nullable String text) {
        return text == null ? this : link(property, NodeFactory.createLiteralString(text));
    }

    Statements texts(Node property, Iterable<String> texts) {
        texts.forEach(text -> text(property, text));
        return this;
    }
}
