package org.pfocr.rdf.convert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.pfocr.rdf.bundled.Bundled;
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

    private static final Pattern HEADER = Pattern.compile("(?m)^# (title|category|description): (.*)$");
    private static final Pattern SERVICE = Pattern.compile("SERVICE\\s+(?:SILENT\\s+)?<([^>]+)>");

    private final List<Triple> triples = new ArrayList<>();

    private QueryExamples() {}

    /** The triples of all examples, with those that ask other endpoints; no blank nodes. */
    public static List<Triple> triples() throws IOException {
        QueryExamples examples = new QueryExamples();
        Map<String, String> texts = new TreeMap<>();
        Bundled.queries("examples").forEach((name, text) -> texts.put("examples-" + name, text));
        Bundled.queries("federated").forEach((name, text) -> texts.put("federated-" + name, text));
        texts.forEach(examples::example);
        examples.prefixes();
        return examples.triples;
    }

    private void example(String name, String text) {
        Map<String, String> header = new TreeMap<>();
        for (Matcher line = HEADER.matcher(text); line.find(); ) {
            header.put(line.group(1), line.group(2).strip());
        }
        Query query = QueryFactory.create(text);
        String form = query.isSelectType() ? "select" : query.isAskType() ? "ask" : "construct";
        String kind = query.isSelectType() ? "Select" : query.isAskType() ? "Ask" : "Construct";
        Node example = Iris.queryExample(name);
        say(example, Terms.RDF_TYPE, Iris.external(SH + "SPARQLExecutable"));
        say(example, Terms.RDF_TYPE, Iris.external(SH + "SPARQL" + kind + "Executable"));
        say(
                example,
                Iris.external(Terms.RDFS + "comment"),
                NodeFactory.createLiteralLang(
                        header.getOrDefault("title", name) + ". " + header.getOrDefault("description", ""), "en"));
        say(example, Terms.RDFS_LABEL, NodeFactory.createLiteralLang(header.getOrDefault("title", name), "en"));
        say(example, Iris.external(SH + "prefixes"), Iris.queryExample("prefixes"));
        say(example, Iris.external(SH + form), NodeFactory.createLiteralString(text));
        say(example, Iris.external(SCHEMA + "target"), Iris.endpoint());
        say(
                example,
                Iris.external(SCHEMA + "keywords"),
                NodeFactory.createLiteralString(header.getOrDefault("category", "")));
        TreeSet<String> services = new TreeSet<>();
        for (Matcher service = SERVICE.matcher(text); service.find(); ) {
            services.add(service.group(1));
        }
        services.forEach(service -> say(example, Iris.external(SPEX + "federatesWith"), Iris.external(service)));
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
