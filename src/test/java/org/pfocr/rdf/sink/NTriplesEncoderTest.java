package org.pfocr.rdf.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfocr.rdf.vocab.TripleBatch;

/** What the encoder writes, Jena's parser reads back unchanged. */
class NTriplesEncoderTest {
    private static final String ALPHABET =
            "ab \\\"'<>{}|^`%#\n\r\t\f\b\u0000\u0001\u001f\u007f\u0085\u00a0é中\u2028\ufffe\ud83e\uddec";

    static List<Long> seeds() {
        return new Random().longs(20).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyTermComesBack(long seed) {
        Random random = new Random(seed);
        Node graph = NodeFactory.createURI("https://example.org/g");
        List<Triple> triples = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Triple triple = triple(random);
            triples.add(triple);
            Triple other = triple(random); // Most subjects have several lines, one after the other.
            triples.add(Triple.create(triple.getSubject(), other.getPredicate(), other.getObject()));
            if (random.nextInt(5) == 0) {
                triples.add(Triple.create(triples.get(0).getSubject(), other.getPredicate(), other.getObject()));
            }
        }
        // Longer than the array that a thread begins with, and longer again.
        triples.add(Triple.create(graph, graph, NodeFactory.createLiteralString("x".repeat(100_000))));
        triples.add(Triple.create(graph, graph, NodeFactory.createLiteralString("é\n".repeat(100_000))));
        triples.addAll(triples.subList(0, 10));
        byte[] lines = NTriplesEncoder.lines(TripleBatch.of(triples), graph);
        DatasetGraph read = RDFParser.source(new ByteArrayInputStream(lines))
                .lang(Lang.NQUADS)
                .errorHandler(ErrorHandlerFactory.errorHandlerNoWarnings)
                .toDatasetGraph();
        for (Triple triple : triples) {
            assertThat(read.contains(Quad.create(graph, triple)))
                    .as(triple.toString())
                    .isTrue();
        }
    }

    @Test
    void aBlankNodeIsRefused() {
        Node node = NodeFactory.createURI("https://example.org/x");
        assertRefused(Triple.create(NodeFactory.createBlankNode(), node, node));
        assertRefused(Triple.create(node, node, NodeFactory.createBlankNode()));
    }

    @Test
    void aLiteralIsAnObjectOnly() {
        Node node = NodeFactory.createURI("https://example.org/x");
        Node literal = NodeFactory.createLiteralString("x");
        assertRefused(Triple.create(literal, node, node));
        assertRefused(Triple.create(node, node, literal), Triple.create(node, literal, node));
    }

    private static void assertRefused(Triple... triples) {
        TripleBatch batch = TripleBatch.of(List.of(triples));
        assertThatThrownBy(() -> NTriplesEncoder.lines(batch, null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Triple triple(Random random) {
        Node iri = NodeFactory.createURI(
                "https://example.org/" + text(random).replaceAll("[\\p{Cntrl} <>\"{}|^`\\\\]", "é"));
        Node object =
                switch (random.nextInt(4)) {
                    case 0 -> iri;
                    case 1 -> NodeFactory.createLiteralLang(text(random), "en-GB");
                    case 2 -> NodeFactory.createLiteralDT(text(random), XSDDatatype.XSDtoken);
                    default -> NodeFactory.createLiteralString(text(random));
                };
        return Triple.create(iri, NodeFactory.createURI("https://example.org/p"), object);
    }

    private static String text(Random random) {
        int[] points = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
