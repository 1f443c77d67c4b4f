package org.pfocr.rdf.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.examples.Listing;
import org.pfocr.rdf.examples.QueryFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the build writes for registries is what they can read. */
class ListingTest {
    @TempDir
    private Path folder;

    @Test
    void examplesAreInTheFormOfTheSib() throws Exception {
        Listing.main(new String[] {folder.toString()});
        List<Path> files;
        try (Stream<Path> all = Files.list(folder.resolve("sparql-examples/examples/PFOCR"))) {
            files = all.filter(file -> file.toString().matches(".*\\d\\.ttl")).toList();
        }
        long ours =
                QueryFile.all().stream().filter(file -> file.runAt() == null).count();
        assertThat(files).hasSize((int) ours);
        RDFDataMgr.loadModel(
                folder.resolve("sparql-examples/examples/PFOCR/prefixes.ttl").toString());
        for (Path file : files) {
            Graph graph = RDFDataMgr.loadModel(file.toString()).getGraph();
            Node comment = object(graph, "http://www.w3.org/2000/01/rdf-schema#comment");
            assertThat(comment.getLiteralLanguage()).isEqualTo("en");
            String text = graph.stream(Node.ANY, Node.ANY, Node.ANY)
                    .filter(triple ->
                            triple.getPredicate().getURI().matches("http://www.w3.org/ns/shacl#(select|ask|construct)"))
                    .findFirst()
                    .orElseThrow()
                    .getObject()
                    .getLiteralLexicalForm();
            QueryFactory.create(text);
            TreeSet<String> said = new TreeSet<>();
            graph.stream(
                            Node.ANY,
                            NodeFactory.createURI("https://purl.expasy.org/sparql-examples/ontology#federatesWith"),
                            Node.ANY)
                    .forEach(triple -> said.add(triple.getObject().getURI()));
            assertThat(said)
                    .containsExactlyElementsOf(QueryFile.of("x", "x", text).services());
            assertThat(object(graph, "https://schema.org/target").getURI())
                    .isEqualTo("https://pfocr.wikipathways.org/sparql");
        }
    }

    @Test
    void theDescriptionForTogoMcpIsYaml() throws Exception {
        Listing.main(new String[] {folder.toString()});
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Object> mie = yaml.load(Files.readString(folder.resolve("togomcp/pfocr.yaml")));
        assertThat(mie).containsKeys("schema_info", "critical_warnings", "shape_expressions", "sparql_query_examples");
        for (Object example : (List<?>) mie.get("sparql_query_examples")) {
            QueryFactory.create(String.valueOf(((Map<?, ?>) example).get("sparql")));
        }
        assertThat(folder.resolve("qlever/Qleverfile.pfocr")).isNotEmptyFile();
        assertThat(folder.resolve("wikipathways/sparql-endpoint-interoperability.md"))
                .isNotEmptyFile();
    }

    private static Node object(Graph graph, String property) {
        return graph.stream(Node.ANY, NodeFactory.createURI(property), Node.ANY)
                .findFirst()
                .orElseThrow()
                .getObject();
    }
}
