package org.pfocr.rdf.sink.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

class GraphCountsTest {
    private static final int PROPERTIES = 150;

    /** More properties than one number has bits, and subjects with no, one and two classes. */
    @Test
    void everyPropertyOfAClassIsCounted() {
        Node both = node("both");
        Node one = node("one");
        List<Triple> triples = new ArrayList<>(List.of(
                Triple.create(both, Terms.RDF_TYPE, node("A")),
                Triple.create(both, Terms.RDF_TYPE, node("B")),
                Triple.create(both, Terms.RDF_TYPE, node("A")),
                Triple.create(one, Terms.RDF_TYPE, node("B")),
                Triple.create(node("none"), node("p0"), one)));
        for (int i = 0; i < PROPERTIES; i++) {
            triples.add(Triple.create(i % 2 == 0 ? both : one, node("p" + i), node("o" + i)));
        }
        triples.sort(Comparator.comparing(triple -> triple.getSubject().getURI()));
        triples.add(Triple.create(both, node("p0"), one)); // The first subject may come again.
        GraphCounts counts = new GraphCounts();
        counts.add(GraphCounts.of(TripleBatch.of(triples)));

        assertThat(counts.triples()).isEqualTo(triples.size());
        assertThat(counts.distinctSubjects()).isEqualTo(3);
        assertThat(counts.distinctObjects()).isEqualTo(3 + PROPERTIES);
        assertThat(counts.properties()).hasSize(PROPERTIES + 1);
        assertThat(counts.properties().get(iri("p0")).triples()).isEqualTo(3);
        assertThat(counts.entities()).isEqualTo(2);
        assertThat(counts.classes()).isEqualTo(Map.of(iri("A"), 1L, iri("B"), 2L));
        assertThat(counts.propertiesOfClass().get(iri("A")).keySet())
                .hasSize(PROPERTIES / 2 + 1)
                .contains(iri("p0"), iri("p62"), iri("p64"), iri("p148"))
                .doesNotContain(iri("p1"), iri("p149"));
        assertThat(counts.propertiesOfClass().get(iri("B")).keySet())
                .hasSize(PROPERTIES + 1)
                .contains(iri("p63"), iri("p65"), iri("p149"));
    }

    private static Node node(String name) {
        return NodeFactory.createURI(iri(name));
    }

    private static String iri(String name) {
        return "https://example.org/" + name;
    }
}
