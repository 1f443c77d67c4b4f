package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.Converted;

/**
 * What the Umaka score (YummyData) checks of a public endpoint, one by one under its names, with its own queries; also
 * the parts of the HCLS dataset description that it does not look at. Of the criteria, only the host's name and its
 * availability are not ours. The server is one behind a proxy, under a path.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class UmakaTest {
    private static final String PUBLIC = "https://example.org/pfocr/";
    private static final String SITE = "https://pfocr.wikipathways.org/";
    private static final String FIGURE = "figures/PMC90000009__sample-09-g001.html";
    private static final String RDF = "text/turtle, application/rdf+xml";

    static {
        JenaSystem.init(); // Whichever test comes first: Lang's constants are null before.
    }

    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        server = Server.start("--public-url", PUBLIC, "--client-rate", "0", "--release", today);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> rows(String query) throws Exception {
        HttpResponse<String> answer = server.query(query, "text/csv");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().skip(1).toList();
    }

    private static Graph graph(String path) throws Exception {
        HttpResponse<String> answer = server.get(path, "Accept", RDF);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/turtle");
        return RDFParser.fromString(answer.body(), Lang.TURTLE).toGraph();
    }

    private static List<List<String>> inVoid(String query) throws Exception {
        return Converted.select(graph("/.well-known/void"), query);
    }

    // ---- Availability

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONSTRUCT { ?s ?p ?o . } WHERE { GRAPH ?g { ?s ?p ?o . } } LIMIT 1",
                "CONSTRUCT { ?s ?p ?o . } WHERE { ?s ?p ?o . } LIMIT 1"
            })
    void availability_alive(String query) throws Exception {
        HttpResponse<String> answer = server.query(query, RDF);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(RDFParser.fromString(answer.body(), Lang.TURTLE).toGraph().size())
                .isEqualTo(1);
    }

    // ---- Freshness

    @Test
    void freshness_last_updated() throws Exception {
        String dates = "SELECT ?d { ?s a void:Dataset ; dcterms:modified|dcterms:issued ?d }";
        for (String path : List.of("/.well-known/void", "/sparql")) {
            List<List<String>> found = Converted.select(graph(path), dates);
            assertThat(found).as(path).isNotEmpty();
            // The sample names years only; a release has its day.
            assertThat(found)
                    .allMatch(row ->
                            ChronoUnit.DAYS.between(LocalDate.parse(row.get(0)), LocalDate.now(ZoneOffset.UTC)) < 366);
        }
    }

    // ---- Operation

    @Test
    void operation_service_description() throws Exception {
        assertThat(
                        Converted.select(
                                graph("/sparql"),
                                "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT ?l { ?s sd:supportedLanguage ?l }"))
                .containsExactly(List.of("http://www.w3.org/ns/sparql-service-description#SPARQL11Query"));
    }

    @Test
    void operation_void() throws Exception {
        assertThat(inVoid("SELECT ?d { ?d a void:Dataset }")).hasSize(1);
        assertThat(Converted.select(graph("/sparql"), "SELECT ?d { ?d a void:Dataset }"))
                .hasSize(1);
    }

    // ---- Usefulness

    /**
     * Classes with instances in each named graph, and their labels. The score looks for a class's label in the same graph;
     * ours are in the ontology's graph and in the default graph, so as to say them once.
     */
    @Test
    void usefulness_metadata() throws Exception {
        List<String> graphs = rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }");
        assertThat(graphs).hasSize(4);
        for (String graph : graphs) {
            assertThat(rows("SELECT DISTINCT ?c WHERE { GRAPH <" + graph + "> { [] a ?c } }"))
                    .as(graph)
                    .isNotEmpty();
        }
        String unlabelled = """
                PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                SELECT DISTINCT ?c { [] a ?c FILTER NOT EXISTS { ?c rdfs:label ?l } }""";
        // The sample has a block with a class that nobody would expect there.
        assertThat(rows(unlabelled)).containsExactly("http://schema.org/DataCatalog");
    }

    /** Few vocabularies, which others use as well; {@code pfocr:} is the only one of our own. */
    @Test
    void usefulness_ontology() throws Exception {
        List<String> prefixes = rows("SELECT DISTINCT ?prefix WHERE { { SELECT DISTINCT ?p WHERE { ?s ?p ?o } }"
                + " BIND (IF(CONTAINS(STR(?p), \"#\"), REPLACE(STR(?p), \"#[^#]*$\", \"#\"),"
                + " REPLACE(STR(?p), \"/[^/]*$\", \"/\")) AS ?prefix) } ORDER BY ?prefix");
        assertThat(prefixes)
                .hasSizeBetween(10, 25)
                .contains(
                        "http://purl.org/dc/terms/",
                        "http://rdfs.org/ns/void#",
                        "http://www.w3.org/2004/02/skos/core#",
                        "http://www.w3.org/ns/dcat#");
        assertThat(prefixes.stream().filter(prefix -> prefix.startsWith(SITE))).containsExactly(SITE + "ontology#");
    }

    // ---- Validity

    /** What the score asks of the host is the operator's; no path of ours is long or has a query. */
    @Test
    void validity_cool_uri() throws Exception {
        assertThat(rows("SELECT DISTINCT ?s { ?s a <" + SITE + "ontology#PathwayFigure> }"))
                .hasSize(20)
                .allMatch(iri ->
                        URI.create(iri).getPort() == -1 && URI.create(iri).getRawQuery() == null);
    }

    @Test
    void validity_http_uri() throws Exception {
        assertThat(rows("SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } FILTER (!STRSTARTS(STR(?s), \"http\")) } LIMIT 10"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/turtle", "application/rdf+xml"})
    void validity_uri_provides_info(String type) throws Exception {
        for (String path : List.of(FIGURE, "ontology", "organizations/WikiPathways")) {
            HttpResponse<String> answer = server.get("/" + path, "Accept", type);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .as(path)
                    .startsWith(type);
            assertThat(answer.body()).as(path).isNotEmpty();
        }
    }

    @Test
    void validity_links_to_other_uris() throws Exception {
        for (String property :
                List.of("http://www.w3.org/2002/07/owl#sameAs", "http://www.w3.org/2000/01/rdf-schema#seeAlso")) {
            assertThat(rows("SELECT * WHERE { GRAPH ?g { ?s <" + property + "> ?o } } LIMIT 1"))
                    .as(property)
                    .hasSize(1);
        }
    }

    // ---- Performance: answered, all of them; how fast is for bench/ to say

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200})
    void performance_execution_time(int offset) throws Exception {
        assertThat(server.query("ASK {}", "*/*").statusCode()).isEqualTo(200);
        assertThat(rows("SELECT DISTINCT ?c WHERE { GRAPH ?g { [] a ?c } } LIMIT 100 OFFSET " + offset))
                .hasSize(offset == 0 ? 40 : 0);
    }

    /** What the SIB's query editor asks where it finds no VoID. */
    @Test
    void queriesOfAnEditorAreAnswered() throws Exception {
        assertThat(rows("SELECT DISTINCT ?cls { [] a ?cls }")).isNotEmpty();
        assertThat(rows("SELECT DISTINCT ?pred { [] ?pred [] }")).isNotEmpty();
        HttpResponse<String> answer = server.get("/sparql?ac=1&query=ASK%7B%7D");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    // ---- Reported, not scored

    @Test
    void cors_without_an_origin() throws Exception {
        for (String path : List.of("/sparql?query=ASK%7B%7D", "/sparql", "/.well-known/void", "/" + FIGURE, "/none")) {
            assertThat(server.get(path).headers().allValues("Access-Control-Allow-Origin"))
                    .as(path)
                    .containsExactly("*");
        }
    }

    @Test
    void graph_keyword() throws Exception {
        assertThat(rows("SELECT * { GRAPH <" + SITE + "graph/figures> { ?s ?p ?o } } LIMIT 1"))
                .hasSize(1);
    }

    /** The endpoint calls itself by the address under which it was asked. */
    @Test
    void service_keyword() throws Exception {
        HttpResponse<String> answer = server.query(
                "CONSTRUCT { ?s ?p ?o . } WHERE { SERVICE <" + PUBLIC + "sparql> { ?s ?p ?o . } } LIMIT 1", RDF);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(RDFParser.fromString(answer.body(), Lang.TURTLE).toGraph().size())
                .isEqualTo(1);
    }

    /** As another endpoint would answer it: the whole data set, whatever stands around the SERVICE. */
    @Test
    void serviceToItselfIsAnsweredWhereItStands() throws Exception {
        String self = "SERVICE <" + PUBLIC + "sparql>";
        String figures = "{ ?f a <" + SITE + "ontology#PathwayFigure> }";
        assertThat(rows("SELECT (COUNT(*) AS ?n) FROM <" + SITE + "graph/dataset> { " + self + figures + " }"))
                .containsExactly("20");
        assertThat(rows("SELECT (COUNT(*) AS ?n) { GRAPH <" + SITE + "graph/ontology> { " + self + figures + " } }"))
                .containsExactly("20");
        assertThat(rows("SELECT (COUNT(*) AS ?n) { VALUES ?e { <" + PUBLIC + "sparql> } SERVICE ?e " + figures + " }"))
                .containsExactly("20");
        assertThat(rows("SELECT (COUNT(*) AS ?n) { " + figures + " " + self
                        + " { SELECT ?f (COUNT(?m) AS ?ms) { ?m <" + SITE + "ontology#inFigure> ?f } GROUP BY ?f"
                        + " HAVING (COUNT(?m) > 1) } FILTER (?ms > 1) }"))
                .isEqualTo(rows("SELECT (COUNT(*) AS ?n) { SELECT ?f { ?m <" + SITE
                        + "ontology#inFigure> ?f } GROUP BY ?f HAVING (COUNT(?m) > 1) }"));
        assertThat(rows("SELECT (COUNT(*) AS ?n) { " + self + " { " + self + figures + " } }"))
                .containsExactly("20");
        HttpResponse<String> slow = server.get("/sparql?timeout=1&query="
                + URLEncoder.encode(
                        "SELECT (COUNT(*) AS ?n) { " + self
                                + " { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c != ?f && ?f != ?i) } }",
                        StandardCharsets.UTF_8));
        assertThat(slow.statusCode()).isEqualTo(503);
        assertThat(server.query("SELECT * { SERVICE <" + SITE + "sparql> { ?s ?p ?o } }", "*/*")
                        .statusCode())
                .as("the data's own endpoint is another server, unless it is this one's public address")
                .isEqualTo(422);
    }

    @Test
    void metadata_of_the_data_set() throws Exception {
        assertThat(inVoid("""
                        SELECT ?license ?publisher ?creator ?endpoint ?triples {
                          ?d a void:Dataset ; dcterms:license ?license ; dcterms:publisher ?publisher ;
                            dcterms:creator ?creator ; void:triples ?triples .
                          ?version dcat:distribution ?d ; dcterms:isVersionOf ?summary .
                          ?summary void:sparqlEndpoint ?endpoint }"""))
                .containsExactly(List.of(
                        "https://creativecommons.org/publicdomain/zero/1.0/",
                        SITE + "organizations/WikiPathways",
                        SITE + "organizations/WikiPathways",
                        PUBLIC + "sparql",
                        rows("SELECT (COUNT(*) AS ?n) { GRAPH <" + SITE + "graph/figures> { ?s ?p ?o } }")
                                .get(0)));
    }

    @Test
    void linksets() throws Exception {
        assertThat(inVoid("SELECT ?l { ?d void:subset ?l . ?l a void:Linkset ; void:linkPredicate ?p ;"
                        + " void:subjectsTarget ?d ; void:objectsTarget ?t ; void:triples ?n . ?t void:uriSpace ?u }"))
                .hasSizeGreaterThan(15);
    }

    @Test
    void languages() throws Exception {
        assertThat(inVoid("SELECT DISTINCT ?l { ?d a void:Dataset ; dcterms:language ?l }"))
                .containsExactly(List.of("http://lexvo.org/id/iso639-3/eng"));
    }

    // ---- Health Care and Life Sciences dataset description, the levels' MUST and MUST NOT

    @Test
    void hcls_levels() throws Exception {
        String dctypes = "PREFIX dctypes: <http://purl.org/dc/dcmitype/> ";
        assertThat(inVoid(dctypes + """
                        SELECT ?s { ?s a dctypes:Dataset ; dcterms:title ?t ; dcterms:description ?d ;
                            dcterms:publisher ?p . ?v dcterms:isVersionOf ?s
                          FILTER (LANG(?t) = "en" && LANG(?d) = "en")
                          FILTER NOT EXISTS { ?s a void:Dataset }
                          FILTER NOT EXISTS { ?s dcterms:issued|dcterms:modified|dcterms:creator|pav:version ?x } }""")).as("summary").hasSize(1);
        assertThat(inVoid(dctypes + """
                        SELECT ?v { ?v a dctypes:Dataset ; dcterms:title ?t ; dcterms:description ?d ; dcterms:creator ?c ;
                            dcterms:publisher ?p ; pav:version ?n ; dcterms:isVersionOf ?s ; dcat:distribution ?r }""")).as("version").hasSize(1);
        assertThat(inVoid("""
                        SELECT DISTINCT ?r { ?v dcat:distribution ?r . ?r a void:Dataset , dcat:Distribution ; dcterms:title ?t ;
                            dcterms:description ?d ; dcterms:creator ?c ; dcterms:publisher ?p ; dcterms:license ?l ;
                            dcterms:format ?f ; void:triples ?n ; void:distinctSubjects ?ds ; void:properties ?np }""")).as("distribution").hasSize(1);
    }

    // ---- Links that hold under HTTPS and below a path

    @Test
    void httpsReadyLinks() throws Exception {
        List<String> links = new ArrayList<>();
        for (String path : List.of("", FIGURE, "ontology", "genes/7157", "query", "enrich")) {
            HttpResponse<String> page = server.get("/" + path, "Accept", "text/html");
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            for (Matcher m = Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(page.body()); m.find(); ) {
                links.add(resolved(path, m.group(1).replace("&amp;", "&")));
            }
            for (String header : page.headers().allValues("Link")) {
                links.add(resolved(path, header.substring(1, header.indexOf('>'))));
            }
        }
        links.add(resolved("figures/PMC90000009__F1", location("/figures/PMC90000009__F1", "text/html")));
        links.add(resolved(
                "describe", location("/describe?iri=https%3A%2F%2Fidentifiers.org%2Fncbigene%2F7157", "text/html")));
        HttpResponse<String> turtle = server.get("/ontology", "Accept", "text/turtle");
        links.add(resolved(
                "ontology", turtle.headers().firstValue("Content-Location").orElseThrow()));
        for (String path : List.of("/sitemap.xml", "/sitemap-1.xml")) {
            Matcher loc = Pattern.compile("<loc>([^<]*)</loc>")
                    .matcher(server.get(path).body());
            while (loc.find()) {
                links.add(loc.group(1));
            }
        }
        server.get("/robots.txt")
                .body()
                .lines()
                .filter(line -> line.startsWith("Sitemap: "))
                .forEach(line -> links.add(line.substring("Sitemap: ".length())));

        List<String> ours = links.stream()
                .filter(link -> link.startsWith(PUBLIC))
                .distinct()
                .toList();
        assertThat(ours).hasSizeGreaterThan(60);
        assertThat(links).noneMatch(link -> link.contains("127.0.0.1") || link.startsWith("http://example.org"));
        // Nothing of ours outside of our path.
        assertThat(links).noneMatch(link -> link.startsWith("https://example.org/") && !link.startsWith(PUBLIC));
        for (String link : ours) {
            HttpResponse<String> answer = server.get("/" + link.substring(PUBLIC.length()), "Accept", "*/*");
            assertThat(answer.statusCode()).as(link).isIn(200, 303);
        }
        assertThat(server.get("/robots.txt").body()).contains("Disallow: /pfocr/sparql\n");
    }

    private static String location(String path, String accept) throws Exception {
        HttpResponse<String> answer = server.get(path, "Accept", accept);
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** As a browser behind the proxy does. */
    private static String resolved(String path, String link) {
        String base = PUBLIC + path.replaceAll("\\?.*", "");
        // URI.resolve follows an older RFC here, and takes the last part of the path away.
        return (link.startsWith("?")
                        ? base + link
                        : URI.create(base).resolve(link).toString())
                .replaceAll("#.*", "");
    }
}
