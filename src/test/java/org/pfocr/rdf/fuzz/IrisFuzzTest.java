package org.pfocr.rdf.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.irix.IRIs;
import org.apache.jena.irix.IRIx;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Licences;

/** Whatever text goes into a factory of IRIs, a valid absolute IRI comes out (RFC 3987). */
class IrisFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void factories(FuzzedDataProvider data) {
        String a = data.consumeString(60);
        String b = data.consumeString(60);
        String c = data.consumeRemainingAsString();
        for (Node node : List.of(
                Iris.figure(a),
                Iris.sitePage(a),
                Iris.organismMatch(Iris.figure(a), "9606"),
                Iris.blockNode(Iris.figure(a), b),
                Iris.named(a, b),
                Iris.annotationScheme(a),
                Iris.annotation(a, b),
                Iris.geneGroup(a, b, c),
                Iris.famplex(a),
                Iris.datasetVersion(a),
                Iris.queryExample(a),
                Iris.check(a),
                Iris.paper(a),
                Iris.image("https://example.org/{pmcid}/{filename}", a, b),
                Iris.hgncSymbol(a),
                Iris.ensembl(a),
                Iris.uniprot(a))) {
            valid(node);
        }
        Iris.doiForms("10.1/" + a).forEach(IrisFuzzTest::valid);
        Iris.pubmedForms(a).forEach(IrisFuzzTest::valid);
        Node parsed = Iris.parsed(a);
        if (parsed != null) {
            valid(parsed);
        }
        Node licence = Licences.of(a);
        if (licence != null) {
            valid(licence);
        }
        assertThat(Iris.annotation(a, b).equals(Iris.annotation(a, c))).isEqualTo(b.equals(c));
    }

    private static void valid(Node node) {
        IRIx iri = IRIx.create(node.getURI());
        assertThat(iri.isReference()).as(node.getURI()).isTrue();
        assertThat(IRIs.checkEx(node.getURI()).toString()).isEqualTo(node.getURI());
    }
}
