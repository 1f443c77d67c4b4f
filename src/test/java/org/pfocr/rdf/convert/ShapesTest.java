package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.vocab.Ontology;

/** Whatever goes in, what comes out conforms to the shapes. */
class ShapesTest {
    private final Shapes shapes;

    ShapesTest() throws IOException {
        shapes = ShaclValidator.get().parse(Ontology.shapes());
    }

    @Test
    void theSampleConforms() {
        assertConforms(Converted.of(TestData.SAMPLE));
    }

    @Test
    void realDataConform() {
        assertConforms(Converted.of(TestData.real("pfocr-v2")));
        assertConforms(Converted.of(TestData.real("pfocr-v1")));
    }

    @Test
    void theOntologyConforms() throws IOException {
        Graph ontology = GraphFactory.createDefaultGraph();
        Ontology.triples().forEach(ontology::add);
        assertThat(messages(ontology)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyCaseConforms() throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/figures"))) {
            cases = folders.filter(folder -> !folder.endsWith("duplicate-figid"))
                    .sorted()
                    .toList();
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(folder -> DynamicTest.dynamicTest(
                        folder.getFileName().toString(), () -> assertConforms(Converted.of(folder))));
    }

    private void assertConforms(Converted converted) {
        assertThat(messages(converted.graph())).isEmpty();
        assertThat(messages(converted.description())).isEmpty();
    }

    private List<String> messages(Graph graph) {
        ValidationReport report = ShaclValidator.get().validate(shapes, graph);
        return report.getEntries().stream()
                .map(entry ->
                        entry.focusNode() + " " + entry.resultPath() + " " + entry.value() + ": " + entry.message())
                .limit(20)
                .toList();
    }
}
