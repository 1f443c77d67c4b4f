package org.pfocr.rdf.serve.mcp.tool;

import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

/** Looks up single statements of a store. To be used within a read transaction. */
public record Look(DatasetGraph dataset) {
    /** The objects of a subject, each once, in the order of the store. */
    List<Node> objects(Node subject, Node property) {
        return found(subject, property, Node.ANY)
                .map(Quad::getObject)
                .distinct()
                .toList();
    }

    /** The first subjects of an object. */
    List<Node> subjects(Node property, Node object, int most) {
        return found(Node.ANY, property, object)
                .map(Quad::getSubject)
                .distinct()
                .limit(most)
                .toList();
    }

    boolean has(Node subject, Node property, Node object) {
        return dataset.contains(Node.ANY, subject, property, object);
    }

    /** The first text of a subject; null where it has none. */
    @Nullable
    String text(Node subject, Node property) {
        return objects(subject, property).stream()
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .findFirst()
                .orElse(null);
    }

    /** Subjects that have a property's object, each counted once. */
    long count(Node property, Node object) {
        return found(Node.ANY, property, object)
                .map(Quad::getSubject)
                .distinct()
                .count();
    }

    private Stream<Quad> found(Node subject, Node property, Node object) {
        return Iter.asStream(dataset.find(Node.ANY, subject, property, object));
    }
}
