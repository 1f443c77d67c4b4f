package org.pfocr.rdf.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.UpdateExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.bundled.Bundled;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.Prefixes;

/**
 * What validate must notice. A case is a SPARQL update of the sample with the shape or check that must find what it did; it
 * may use the things below by name.
 */
class EscapesTest {
    private static final Path CASES = Path.of("src/test/resources/escapes");
    private static final Pattern FINDS = Pattern.compile("^# finds: (\\S+)\n");
    /** One of each kind, with all that belongs to it. */
    private static final String THINGS = """
            VALUES (?gene ?organism ?figure) { (ncbigene:7157 obo:NCBITaxon_9606
              <https://pfocr.wikipathways.org/figures/PMC90000001__sample-01-g007.html>) }
            ?figure dcterms:isPartOf ?paper
            { SELECT (MIN(?m) AS ?mention) { ?m a pfocr:GeneMention ; pfocr:gene ncbigene:7157 ; pfocr:word ?w ;
                pfocr:matchedTerm ?t ; pfocr:lexicon ?l ; pfocr:taxon ?x } }
            { SELECT (MIN(?c) AS ?chemical) { ?c a pfocr:Chemical FILTER CONTAINS(STR(?c), "/mesh/") } }
            { SELECT (MIN(?d) AS ?disease) { ?d a pfocr:Disease FILTER CONTAINS(STR(?d), "/mesh/") } }
            """;

    private final Validation validation;
    private final Converted sample = Converted.of(TestData.SAMPLE);

    EscapesTest() throws IOException {
        validation = new Validation(Ontology.shapes(), Bundled.queries("checks"));
    }

    @TestFactory
    Stream<DynamicTest> everyChangeIsNoticed() throws IOException {
        List<Path> cases;
        try (Stream<Path> files = Files.list(CASES)) {
            cases = files.sorted().toList();
        }
        assertThat(cases).hasSizeGreaterThan(60);
        return cases.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> notices(file)));
    }

    private void notices(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher finds = FINDS.matcher(text);
        assertThat(finds.find()).as("the case says what finds it").isTrue();
        Graph all = GraphFactory.createDefaultGraph();
        sample.graph().find().forEach(all::add);
        sample.description().find().forEach(all::add);
        long before = all.size();
        String update = text.replaceFirst("WHERE \\{", Matcher.quoteReplacement("WHERE { " + THINGS));
        UpdateExec.dataset(DatasetGraphFactory.wrap(all))
                .update(Prefixes.PROLOGUE + update)
                .execute();
        boolean inserts = text.contains("INSERT");
        assertThat(all.size() != before || (inserts && text.contains("DELETE")))
                .as("the change changes something")
                .isTrue();
        Ontology.triples().forEach(all::add);
        DatasetGraph dataset = DatasetGraphFactory.create(all);
        dataset.addGraph(Iris.graph("figures"), all);
        assertThat(validation.run(dataset, part -> {}))
                .as(text)
                .extracting(violation -> violation.source().toString().replaceAll(".*[/#]", ""))
                .contains(finds.group(1));
    }
}
