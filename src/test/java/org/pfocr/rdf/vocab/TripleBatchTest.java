package org.pfocr.rdf.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TripleBatchTest {
    /** Of few parts, so that texts come again, and of all lengths in UTF-8. */
    private static final List<String> PARTS = List.of("Aa", "BB", "#", "é", "中", "🧬");

    static List<Long> seeds() {
        return new Random().longs(10).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatWasAddedComesBackAndEachTermHasOneNumber(long seed) {
        Random random = new Random(seed);
        TripleBatch vocabulary = new TripleBatch();
        int known = vocabulary.term(iri("Aa"));
        TripleBatch batch = new TripleBatch(vocabulary, 0, 0);
        List<Triple> added = new ArrayList<>();
        Set<Node> terms = new HashSet<>(List.of(iri("Aa")));
        for (int i = random.nextInt(2000); i >= 0; i--) {
            Triple triple = Triple.create(iri(text(random)), iri(text(random)), object(random));
            added.add(triple);
            if (random.nextBoolean()) {
                batch.add(triple);
            } else {
                batch.add(
                        subject(batch, triple.getSubject().getURI(), random, terms),
                        batch.term(triple.getPredicate()),
                        number(batch, triple.getObject()));
            }
        }
        assertThat(batch.size()).isEqualTo(added.size());
        assertThat(IntStream.range(0, batch.size()).mapToObj(batch::triple)).containsExactlyElementsOf(added);
        added.forEach(triple -> terms.addAll(List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())));
        assertThat(IntStream.range(0, batch.terms()).mapToObj(batch::term)).containsExactlyInAnyOrderElementsOf(terms);
        TripleBatch other = TripleBatch.of(added);
        for (int i = 0; i < batch.size(); i++) {
            int subject = batch.subject(i);
            String text = batch.term(subject).getURI();
            assertThat(new String(
                            batch.utf8(),
                            batch.start(subject),
                            batch.end(subject) - batch.start(subject),
                            StandardCharsets.UTF_8))
                    .isEqualTo(text);
            assertThat(batch.hasFragment(subject)).isEqualTo(text.contains("#"));
            assertThat(batch.isIri(subject, "Aa".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(text.startsWith("Aa"));
            assertThat(batch.hash(subject)).isEqualTo(other.hash(other.subject(i)));
            assertThat(batch.hash(batch.object(i))).isEqualTo(other.hash(other.object(i)));
        }
        assertThat(IntStream.range(0, batch.terms()).mapToLong(batch::hash).distinct())
                .hasSize(batch.terms());
        assertThat(batch.term(iri("Aa"))).isEqualTo(known);
        assertThat(vocabulary.terms()).isEqualTo(1);
    }

    /** As one text, or as another IRI, which becomes a term too, with more behind it. */
    private static int subject(TripleBatch batch, String iri, Random random, Set<Node> terms) {
        int begin = random.nextInt(iri.length() + 1);
        if (random.nextBoolean() || Character.isLowSurrogate((iri + " ").charAt(begin))) {
            return batch.iri(iri);
        }
        String base = iri.substring(0, begin);
        terms.add(iri(base));
        return batch.iri(batch.iri(base), iri.substring(begin));
    }

    private static int number(TripleBatch batch, Node object) {
        if (object.isURI()) {
            return batch.iri(object.getURI());
        }
        return object.getLiteralDatatype().equals(XSDDatatype.XSDstring)
                ? batch.text(object.getLiteralLexicalForm())
                : batch.term(object);
    }

    private static Node object(Random random) {
        String text = text(random);
        return switch (random.nextInt(4)) {
            case 0 -> iri(text);
            case 1 -> NodeFactory.createLiteralLang(text, random.nextBoolean() ? "en" : "de");
            case 2 -> NodeFactory.createLiteralDT(text, XSDDatatype.XSDtoken);
            default -> NodeFactory.createLiteralString(text);
        };
    }

    private static Node iri(String text) {
        return NodeFactory.createURI(text);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(11); i > 0; i--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }
}
