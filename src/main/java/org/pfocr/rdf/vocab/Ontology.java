package org.pfocr.rdf.vocab;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;

/** The ontology and its shapes, which are part of the program. */
public final class Ontology {
    private static final String ONTOLOGY = "/ontology/pfocr.ttl";
    private static final String SHAPES = "/ontology/shapes.ttl";

    private Ontology() {}

    /** The triples of the ontology, sorted; no blank nodes. */
    public static List<Triple> triples() throws IOException {
        List<Triple> triples = new ArrayList<>();
        parsed(ONTOLOGY).find().forEach(triples::add);
        triples.sort(Comparator.comparing((Triple t) -> t.getSubject().getURI())
                .thenComparing(t -> t.getPredicate().getURI())
                .thenComparing(t -> t.getObject().toString()));
        return triples;
    }

    /** The IRI of the ontology's version. */
    public static Node version() throws IOException {
        return parsed(ONTOLOGY)
                .find(Node.ANY, Iris.external(Terms.OWL + "versionIRI"), Node.ANY)
                .next()
                .getObject();
    }

    /** The SHACL shapes of the output. */
    public static Graph shapes() throws IOException {
        return parsed(SHAPES);
    }

    private static Graph parsed(String resource) throws IOException {
        try (InputStream in = Ontology.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing from the program");
            }
            return RDFParser.source(in).lang(Lang.TURTLE).toGraph();
        }
    }
}
