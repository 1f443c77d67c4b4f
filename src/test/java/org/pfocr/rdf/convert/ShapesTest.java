package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.bundled.Bundled;
import org.pfocr.rdf.validate.Validation;
import org.pfocr.rdf.validate.Violation;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;

/** Whatever goes in, what comes out passes the shapes and the checks: validate rejects nothing that convert leaves. */
class ShapesTest {
    private final Validation validation;

    ShapesTest() throws IOException {
        validation = new Validation(Ontology.shapes(), Bundled.queries("checks"));
    }

    @Test
    void theSampleConforms() throws IOException {
        assertConforms(Converted.of(TestData.SAMPLE));
    }

    @Test
    void realDataConform() throws IOException {
        assertConforms(Converted.of(TestData.real("pfocr-v2")));
        assertConforms(Converted.of(TestData.real("pfocr-v1")));
    }

    @Test
    void theOntologyConforms() throws IOException {
        assertThat(violations(GraphFactory.createDefaultGraph())).isEmpty();
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

    private void assertConforms(Converted converted) throws IOException {
        Graph all = GraphFactory.createDefaultGraph();
        converted.graph().find().forEach(all::add);
        converted.description().find().forEach(all::add);
        assertThat(violations(all)).isEmpty();
    }

    /** Shapes and checks over the data with the ontology, as validate sees them in a store. */
    private List<Violation> violations(Graph data) throws IOException {
        Ontology.triples().forEach(data::add);
        DatasetGraph dataset = DatasetGraphFactory.create(data); // The default graph is all, as in a store.
        dataset.addGraph(Iris.graph("figures"), data);
        assertThat(dataset.getDefaultGraph().size()).isEqualTo(data.size());
        assertThat(dataset.getUnionGraph().size()).isEqualTo(data.size());
        return validation.run(dataset, part -> {});
    }
}
