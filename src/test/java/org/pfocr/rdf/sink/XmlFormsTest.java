package org.pfocr.rdf.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReader;
import org.apache.jena.riot.rowset.RowSetReaderRegistry;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.util.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XML is well-formed whatever is in the terms, says what they say where XML can, and the other forms keep everything. */
class XmlFormsTest {
    private static final long SEED = 20261127;
    private static final Node SUBJECT = NodeFactory.createURI("http://example.org/s?a=1&b=2");
    private static final Node PROPERTY = NodeFactory.createURI("http://example.org/p");

    /** Texts of all kinds of characters, some of which XML cannot hold. */
    private static List<String> texts() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        int[] kinds = {0x20, 0x3000, 0x110000, 0xE000};
        return random.ints(200, 1, 30)
                .mapToObj(length -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < length; i++) {
                        int c = random.nextInt(kinds[random.nextInt(kinds.length)]);
                        text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? ']' : c);
                    }
                    return text.append("]]>&<\r\n\t\uFFFE\uFFFF\u0000").toString();
                })
                .toList();
    }

    private static String inXml(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\uFFFE\uFFFF]", "\uFFFD");
    }

    private static byte[] written(Lang syntax, List<Triple> triples) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamRDF stream = RdfStreams.to(out, syntax);
        stream.start();
        stream.prefix("xml", "http://example.org/");
        stream.prefix("ns", "http://example.org/ns#");
        stream.prefix("twice", "http://example.org/1#");
        stream.prefix("twice", "http://example.org/2#");
        triples.forEach(stream::triple);
        stream.finish();
        return out.toByteArray();
    }

    private static void isXml(byte[] document) throws Exception {
        DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(new ByteArrayInputStream(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RDF/XML", "TriX", "JSON-LD", "N-Triples", "Turtle"})
    void everyTextIsHeld(String name) throws Exception {
        Lang syntax = org.apache.jena.riot.RDFLanguages.nameToLang(name);
        boolean isXml = name.equals("RDF/XML") || name.equals("TriX");
        for (String text : texts()) {
            for (Node literal : List.of(
                    NodeFactory.createLiteralString(text),
                    NodeFactory.createLiteralLang(text, "en-GB"),
                    NodeFactory.createLiteralDT(text, NodeFactory.getType("http://example.org/type?a=1&b=<")))) {
                if (!isXml && !literal.getLiteralDatatypeURI().startsWith("http://www.w3.org/")) {
                    continue; // No IRI outside of XML, which escapes it.
                }
                byte[] document = written(syntax, List.of(Triple.create(SUBJECT, PROPERTY, literal)));
                if (isXml) {
                    isXml(document);
                }
                Graph read = RDFParser.create()
                        .source(new ByteArrayInputStream(document))
                        .lang(syntax)
                        .checking(false)
                        .toGraph();
                assertThat(read.find().next().getObject().getLiteralLexicalForm())
                        .isEqualTo(isXml ? inXml(text) : text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RDF/XML", "TriX", "JSON-LD"})
    void blankNodesStayWhatTheyAre(String name) {
        Lang syntax = org.apache.jena.riot.RDFLanguages.nameToLang(name);
        Node one = NodeFactory.createBlankNode("a:1-\u0001");
        Node other = NodeFactory.createBlankNode("2 &");
        List<Triple> triples = List.of(
                Triple.create(one, PROPERTY, other),
                Triple.create(other, PROPERTY, one),
                Triple.create(one, NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), other));
        Graph read = RDFParser.create()
                .source(new ByteArrayInputStream(written(syntax, triples)))
                .lang(syntax)
                .toGraph();
        Graph expected = org.apache.jena.sparql.graph.GraphFactory.createDefaultGraph();
        triples.forEach(expected::add);
        assertThat(read.isIsomorphicWith(expected)).isTrue();
    }

    @Test
    void resultsAreHeld() throws Exception {
        Var variable = Var.alloc("x");
        for (String text : texts()) {
            List<Node> nodes = List.of(
                    NodeFactory.createLiteralString(text),
                    NodeFactory.createLiteralLang(text, "en"),
                    NodeFactory.createLiteralDT(text, NodeFactory.getType("http://example.org/type?a=1&b=2")),
                    SUBJECT);
            List<Binding> rows = nodes.stream()
                    .map(node -> BindingFactory.binding(variable, node))
                    .toList();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ResultsXml.write(out, RowSetStream.create(List.of(variable), rows.iterator()));
            isXml(out.toByteArray());
            RowSet read = reader().read(new ByteArrayInputStream(out.toByteArray()), new Context());
            for (Node node : nodes) {
                Node got = read.next().get(variable);
                if (node.isLiteral()) {
                    assertThat(got.getLiteralLexicalForm()).isEqualTo(inXml(text));
                    assertThat(got.getLiteralDatatypeURI()).isEqualTo(node.getLiteralDatatypeURI());
                    assertThat(got.getLiteralLanguage()).isEqualTo(node.getLiteralLanguage());
                } else {
                    assertThat(got).isEqualTo(node);
                }
            }
            assertThat(read.hasNext()).isFalse();
        }
    }

    private static RowSetReader reader() {
        return RowSetReaderRegistry.getFactory(ResultSetLang.RS_XML).create(ResultSetLang.RS_XML);
    }

    @Test
    void aPropertyThatIsNoXmlNameIsNamed() {
        Triple triple = Triple.create(SUBJECT, NodeFactory.createURI("http://example.org/p/12"), SUBJECT);
        assertThatThrownBy(() -> written(Lang.RDFXML, List.of(triple)))
                .isInstanceOf(Unwritable.class)
                .hasMessageContaining("<http://example.org/p/12>")
                .hasMessageContaining("Turtle");
        assertThat(new String(written(Lang.TRIX, List.of(triple)), StandardCharsets.UTF_8))
                .contains("http://example.org/p/12");
    }
}
