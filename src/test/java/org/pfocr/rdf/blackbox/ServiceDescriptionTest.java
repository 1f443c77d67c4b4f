package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.lib.ShLib;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfocr.rdf.Converted;

/** The W3C SPARQL 1.1 service description tests, by their names in the suite, and what is ours beside them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ServiceDescriptionTest {
    private static final String SD = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ";

    /** Domains, ranges and numbers of the properties, as the specification has them (sections 3.2 to 3.4). */
    private static final String SCHEMA = """
            PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
            PREFIX sh: <http://www.w3.org/ns/shacl#>
            PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
            [] a sh:NodeShape ; sh:targetClass sd:Service ;
               sh:property [ sh:path sd:endpoint ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
                 [ sh:path sd:supportedLanguage ; sh:minCount 1 ;
                   sh:in ( sd:SPARQL10Query sd:SPARQL11Query sd:SPARQL11Update ) ] ,
                 [ sh:path sd:feature ; sh:in ( sd:DereferencesURIs sd:UnionDefaultGraph sd:RequiresDataset
                   sd:EmptyGraphs sd:BasicFederatedQuery ) ] ,
                 [ sh:path sd:resultFormat ; sh:minCount 1 ; sh:nodeKind sh:IRI ;
                   sh:pattern "^http://www.w3.org/ns/formats/" ] ,
                 [ sh:path sd:defaultDataset ; sh:minCount 1 ; sh:maxCount 1 ; sh:class sd:Dataset ] .
            [] a sh:NodeShape ; sh:targetClass sd:Dataset ;
               sh:property [ sh:path sd:defaultGraph ; sh:minCount 1 ; sh:maxCount 1 ; sh:class sd:Graph ] ,
                 [ sh:path sd:namedGraph ; sh:minCount 1 ; sh:class sd:NamedGraph ] .
            [] a sh:NodeShape ; sh:targetClass sd:NamedGraph ;
               sh:property [ sh:path sd:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .
            [] a sh:NodeShape ; sh:targetSubjectsOf sd:endpoint , sd:feature , sd:supportedLanguage ,
                 sd:resultFormat , sd:defaultDataset ; sh:class sd:Service .
            [] a sh:NodeShape ; sh:targetSubjectsOf sd:defaultGraph , sd:namedGraph ; sh:class sd:Dataset .
            [] a sh:NodeShape ; sh:targetSubjectsOf sd:name , sd:graph ; sh:class sd:NamedGraph .
            """;

    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = Server.start("--trusted-proxy", "127.0.0.1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Graph description(Server of, String... headers) throws Exception {
        HttpResponse<String> answer = of.get("/sparql", headers);
        assertThat(answer.statusCode()).isEqualTo(200);
        return RDFParser.fromString(
                        answer.body(),
                        RDFLanguages.contentTypeToLang(
                                answer.headers().firstValue("Content-Type").orElseThrow()))
                .toGraph();
    }

    /** GET on endpoint returns RDF. */
    @Test
    void returns_rdf() throws Exception {
        for (String type :
                List.of("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")) {
            HttpResponse<String> answer = server.get("/sparql", "Accept", type);
            assertThat(answer.headers().firstValue("Content-Type")).contains(type);
            assertThat(description(server, "Accept", type).isEmpty()).isFalse();
        }
        assertThat(description(server).isEmpty()).isFalse();
        assertThat(description(server, "Accept", "*/*").isEmpty()).isFalse();
    }

    /** Service description contains a matching sd:endpoint triple. */
    @Test
    void has_endpoint_triple() throws Exception {
        assertThat(endpoints(description(server))).containsExactly(server.endpoint());
    }

    private static List<String> endpoints(Graph description) {
        return Converted.select(description, SD + "SELECT ?e { ?s a sd:Service ; sd:endpoint ?e }").stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** Service description conforms to schema. */
    @Test
    void conforms_to_schema() throws Exception {
        Graph shapes = RDFParser.fromString(SCHEMA, Lang.TURTLE).toGraph();
        ValidationReport report = ShaclValidator.get().validate(shapes, description(server));
        if (!report.conforms()) {
            ShLib.printReport(report);
        }
        assertThat(report.conforms()).isTrue();
    }

    @Test
    void theDataSetIsPartOfIt() throws Exception {
        Graph description = description(server);
        assertThat(Converted.select(
                        description,
                        "SELECT ?triples ?endpoint { ?d a void:Dataset ; void:triples ?triples ; dcterms:license ?l ;"
                                + " void:classPartition/void:class ?c ; void:subset ?l2 ."
                                + " ?s void:sparqlEndpoint ?endpoint }"))
                .isNotEmpty()
                .allMatch(row -> row.get(1).equals(server.endpoint()));
        assertThat(Converted.select(description, SD + "SELECT ?g { ?x sd:name ?g } ORDER BY ?g").stream()
                        .map(row -> row.get(0))
                        .toList())
                .isEqualTo(server.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g", "text/csv")
                        .body()
                        .lines()
                        .skip(1)
                        .toList());
    }

    @Test
    void aProxyThatIsTrustedSaysWhatTheClientAskedFor() throws Exception {
        assertThat(endpoints(description(server, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "data.example.org")))
                .containsExactly("https://data.example.org/sparql");
        assertThat(endpoints(description(server, "X-Forwarded-Host", "x> <y"))).containsExactly(server.endpoint());
        try (Server alone = Server.start()) {
            assertThat(endpoints(
                            description(alone, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example.org")))
                    .containsExactly(alone.endpoint());
        }
    }

    @Test
    void thePublicAddressGoesBeforeAllOther() throws Exception {
        try (Server named = Server.start(
                "--public-url", "https://example.org/pfocr", "--trusted-proxy", "127.0.0.1", "--no-service")) {
            Graph description = description(named, "X-Forwarded-Host", "other.example.org");
            assertThat(endpoints(description)).containsExactly("https://example.org/pfocr/sparql");
            assertThat(Converted.select(description, "SELECT ?e { ?d void:sparqlEndpoint ?e }"))
                    .containsExactly(List.of("https://example.org/pfocr/sparql"));
            assertThat(Converted.select(description, SD + "SELECT ?f { ?s sd:feature ?f }"))
                    .containsExactly(List.of("http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph"));
        }
    }
}
