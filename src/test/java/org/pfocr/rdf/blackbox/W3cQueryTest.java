package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReader;
import org.apache.jena.riot.rowset.RowSetReaderRegistry;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.resultset.ResultsCompare;
import org.apache.jena.sparql.util.Context;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;

/**
 * The W3C SPARQL 1.1 query evaluation tests over HTTP, so that nothing of ours changes an answer. One store has the data
 * of all tests, a graph for each file; each test names its graphs in the request.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class W3cQueryTest {
    /** A graph without triples is not in the store; all of the store's triples are in named graphs, so this one is empty. */
    private static final String EMPTY = "urn:x-arq:DefaultGraph";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, Lang> RESULT_FORMS = Map.of(
            "srx", ResultSetLang.RS_XML,
            "srj", ResultSetLang.RS_JSON,
            "csv", Lang.CSV,
            "tsv", Lang.TSV);
    /** Jena's own answer to this is not the suite's; ours must be Jena's. */
    private static final Set<String> JENA_DIFFERS = Set.of("functions/bnode01");

    private static final int MIN_TESTS = 200;

    @TempDir
    private static Path folder;

    private record Case(String name, String query, List<String> defaults, List<String> named, String result) {}

    @TestFactory
    Stream<DynamicTest> evaluation() throws Exception {
        Path suite = TestData.real("w3c-sparql11");
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> manifests = Files.find(suite, 2, (path, file) -> path.endsWith("manifest.ttl"))) {
            for (Path manifest : manifests.sorted().toList()) {
                cases.addAll(cases(manifest));
            }
        }
        assertThat(cases).hasSizeGreaterThan(MIN_TESTS);
        Server server = serve(cases);
        return cases.stream()
                .map(test -> DynamicTest.dynamicTest(test.name(), () -> check(server, test)))
                .onClose(server::close);
    }

    private static List<Case> cases(Path manifest) {
        Graph graph = RDFDataMgr.loadGraph(manifest.toUri().toString());
        String prefixes = "PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>"
                + " PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> ";
        List<Case> cases = new ArrayList<>();
        for (List<String> row : Converted.select(
                graph,
                prefixes
                        + "SELECT DISTINCT ?t ?q ?r { ?t a mf:QueryEvaluationTest ; mf:action/qt:query ?q ; mf:result ?r ."
                        + " FILTER NOT EXISTS { ?t mf:action/qt:graphData ?g FILTER (STRENDS(STR(?r), '.ttl')) } }"
                        + " ORDER BY ?t")) {
            String graphs = prefixes + "SELECT ?g { <" + row.get(0) + "> mf:action/%s ?g } ORDER BY ?g";
            cases.add(new Case(
                    manifest.getParent().getFileName() + "/"
                            + row.get(0).substring(row.get(0).indexOf('#') + 1),
                    row.get(1),
                    first(Converted.select(graph, graphs.formatted("qt:data"))),
                    first(Converted.select(graph, graphs.formatted("qt:graphData"))),
                    row.get(2)));
        }
        return cases;
    }

    private static List<String> first(List<List<String>> rows) {
        return rows.stream().map(row -> row.get(0)).toList();
    }

    private static Server serve(List<Case> cases) throws IOException {
        Set<String> files = new LinkedHashSet<>();
        cases.forEach(test -> {
            files.addAll(test.defaults());
            files.addAll(test.named());
        });
        Path quads = folder.resolve("data.nq");
        try (OutputStream out = Files.newOutputStream(quads)) {
            StreamRDF writer = StreamRDFWriter.getWriterStream(out, Lang.NQUADS);
            writer.start();
            for (String file : files) {
                RDFDataMgr.loadGraph(file).stream()
                        .forEach(triple -> writer.quad(Quad.create(NodeFactory.createURI(file), triple)));
            }
            writer.finish();
        }
        String db = folder.resolve("db").toString();
        Program.Result load = Program.run("load", quads.toString(), "--db", db);
        assertThat(load.exitCode()).as(load.err()).isZero();
        return Server.start("--db", db, "--client-rate", "0");
    }

    private static void check(Server server, Case test) throws Exception {
        String extension = test.result().substring(test.result().lastIndexOf('.') + 1);
        Lang lang = RESULT_FORMS.get(extension);
        String text = Files.readString(Path.of(URI.create(test.query())));
        StringBuilder form = new StringBuilder("query=").append(encoded("BASE <" + test.query() + "> " + text));
        boolean hasData = !test.defaults().isEmpty() || !test.named().isEmpty() || text.contains("\nFROM");
        List<String> defaults = hasData
                ? test.defaults().stream()
                        .map(graph -> RDFDataMgr.loadGraph(graph).isEmpty() ? EMPTY : graph)
                        .toList()
                : List.of(EMPTY);
        defaults.forEach(graph -> form.append("&default-graph-uri=").append(encoded(graph)));
        test.named().forEach(graph -> form.append("&named-graph-uri=").append(encoded(graph)));
        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(server.endpoint()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", lang == null ? "text/turtle" : lang.getHeaderString())
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(test.name() + "\n" + body).isEqualTo(200);
        byte[] expected = Files.readAllBytes(Path.of(URI.create(test.result())));
        if (lang == null) {
            Graph wanted = RDFDataMgr.loadGraph(test.result());
            Graph got = RDFParser.fromString(body, Lang.TURTLE).toGraph();
            assertThat(got.isIsomorphicWith(wanted))
                    .as(test.name() + "\n" + body)
                    .isTrue();
            return;
        }
        QueryExecResult wanted = read(lang, expected);
        QueryExecResult got = read(lang, answer.body());
        if (JENA_DIFFERS.contains(test.name())) {
            Graph data = test.defaults().isEmpty()
                    ? GraphFactory.createDefaultGraph()
                    : RDFDataMgr.loadGraph(test.defaults().get(0));
            RowSet plain = QueryExec.graph(data).query(text).select().materialize();
            assertThat(ResultsCompare.equalsByTerm(plain, got.rowSet()))
                    .as(test.name() + "\n" + body)
                    .isTrue();
            return;
        }
        if (wanted.isBoolean()) {
            assertThat(got.booleanResult()).isEqualTo(wanted.booleanResult());
            return;
        }
        boolean ordered = text.toUpperCase(Locale.ROOT).matches("(?s).*ORDER\\s+BY.*");
        RowSet one = wanted.rowSet();
        RowSet other = got.rowSet();
        assertThat(
                        ordered
                                ? ResultsCompare.equalsByValueAndOrder(one, other)
                                : ResultsCompare.equalsByValue(one, other))
                .as(test.name() + "\n" + body)
                .isTrue();
    }

    private static QueryExecResult read(Lang lang, byte[] bytes) {
        RowSetReader reader = RowSetReaderRegistry.getFactory(lang).create(lang);
        return reader.readAny(new ByteArrayInputStream(bytes), Context.emptyContext());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
