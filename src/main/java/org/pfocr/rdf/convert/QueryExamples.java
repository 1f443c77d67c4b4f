package org.pfocr.rdf.convert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.pfocr.rdf.examples.QueryFile;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.Terms;

/**
 * The example queries as RDF in the form of the SIB's collection of SPARQL examples, which query editors read from an
 * endpoint (sib-swiss/sparql-examples, README).
 */
public final class QueryExamples {
    private static final String SH = "http://www.w3.org/ns/shacl#";
    private static final String SPEX = "https://purl.expasy.org/sparql-examples/ontology#";
    /** The collection uses schema.org's https form, unlike the data. */
    private static final String SCHEMA = "https://schema.org/";

    private final List<Triple> triples = new ArrayList<>();

    private QueryExamples() {}

    /** The triples of all examples, with those that ask other endpoints; no blank nodes. */
    public static List<Triple> triples() throws IOException {
        QueryExamples examples = new QueryExamples();
        for (QueryFile file : QueryFile.all()) {
            examples.example(file);
        }
        examples.prefixes();
        return examples.triples;
    }

    private void example(QueryFile file) {
        Query query = file.query();
        String form = query.isSelectType() ? "select" : query.isAskType() ? "ask" : "construct";
        String kind = query.isSelectType() ? "Select" : query.isAskType() ? "Ask" : "Construct";
        Node example = Iris.queryExample(file.kind() + "-" + file.file());
        say(example, Terms.RDF_TYPE, Iris.external(SH + "SPARQLExecutable"));
        say(example, Terms.RDF_TYPE, Iris.external(SH + "SPARQL" + kind + "Executable"));
        String comment = file.title() + ". " + file.field("question") + " " + file.field("description");
        say(
                example,
                Iris.external(Terms.RDFS + "comment"),
                NodeFactory.createLiteralLang(comment.replace("  ", " ").strip(), "en"));
        say(example, Terms.RDFS_LABEL, NodeFactory.createLiteralLang(file.title(), "en"));
        say(example, Iris.external(SH + "prefixes"), Iris.queryExample("prefixes"));
        say(example, Iris.external(SH + form), NodeFactory.createLiteralString(file.text()));
        Node target = file.runAt() == null ? Iris.endpoint() : Iris.external(file.runAt());
        say(example, Iris.external(SCHEMA + "target"), target);
        say(example, Iris.external(SCHEMA + "keywords"), NodeFactory.createLiteralString(file.field("category")));
        for (String word : file.keywords()) {
            say(example, Iris.external(SCHEMA + "keywords"), NodeFactory.createLiteralString(word));
        }
        for (String service : file.services()) {
            say(example, Iris.external(SPEX + "federatesWith"), Iris.external(service));
        }
    }

    private void prefixes() {
        Node all = Iris.queryExample("prefixes");
        say(all, Terms.RDF_TYPE, Iris.external(Terms.OWL + "Ontology"));
        Prefixes.ALL.forEach((prefix, namespace) -> {
            Node declaration = Iris.queryExample("prefixes#" + prefix);
            say(all, Iris.external(SH + "declare"), declaration);
            say(declaration, Iris.external(SH + "prefix"), NodeFactory.createLiteralString(prefix));
            say(
                    declaration,
                    Iris.external(SH + "namespace"),
                    NodeFactory.createLiteralDT(namespace, XSDDatatype.XSDanyURI));
        });
    }

    private void say(Node subject, Node property, Node object) {
        triples.add(Triple.create(subject, property, object));
    }
}
