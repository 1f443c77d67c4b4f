package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Program.Result;

/** {@code search}, {@code /api/} and {@code text:query} from outside. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SearchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INSULIN = "https://pfocr.wikipathways.org/figures/PMC90000001__sample-01-g007.html";

    @TempDir
    private static Path folder;

    private static String db;
    private static Server server;

    @BeforeAll
    static void serve() throws Exception {
        db = folder.resolve("db").toString();
        Result result = Program.run("load", TestData.SAMPLE.toString(), "--db", db, "--quiet");
        assertThat(result.exitCode()).as(result.err()).isZero();
        server = Server.start("--db", db);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return JSON.readTree(answer.body());
    }

    @Test
    void theCommandFindsTheSameAsTheServer() throws Exception {
        List<String> table =
                Program.run("search", "--db", db, "insulin").out().lines().toList();
        assertThat(table.get(0)).startsWith("figure\ttitle\tyear\torganism\tgenes\tscore");
        assertThat(table.get(1)).startsWith(INSULIN + "\t");
        JsonNode figures = json("/api/search?q=insulin").get("figures");
        assertThat(figures).hasSize(table.size() - 1);
        assertThat(figures.get(0).get("figure").asText()).isEqualTo(INSULIN);
        assertThat(JSON.readTree(
                        Program.run("search", "--db", db, "--json", "insulin").out()))
                .isEqualTo(json("/api/search?q=insulin"));
        HttpResponse<String> tsv = server.get("/api/search?q=insulin&format=tsv");
        assertThat(tsv.headers().firstValue("Content-Type")).hasValue("text/tab-separated-values; charset=utf-8");
        assertThat(tsv.body().lines().toList()).isEqualTo(table);
        assertThat(server.get("/api/search?q=insulin", "Accept", "text/tab-separated-values")
                        .body())
                .isEqualTo(tsv.body());
    }

    @Test
    void aPageHasWhatTheContractSays() throws Exception {
        JsonNode page = json("/api/search?q=insulin&limit=1&offset=1&year=2010..2020&organism=7227");
        assertThat(page.get("total").asInt()).isEqualTo(1);
        assertThat(page.get("figures")).isEmpty();
        JsonNode figure = json("/api/search?q=insulin&limit=1").get("figures").get(0);
        for (String name : List.of(
                "figure",
                "id",
                "title",
                "titleHtml",
                "captionHtml",
                "paper",
                "paperTitle",
                "year",
                "organism",
                "image",
                "score",
                "genes",
                "matched")) {
            assertThat(figure.has(name)).as(name).isTrue();
        }
        JsonNode facets = page.get("facets");
        for (String name :
                List.of("year", "organism", "annotation", "gene", "chemical", "disease", "type", "generation")) {
            assertThat(facets.has(name)).as(name).isTrue();
        }
        JsonNode suggestion = json("/api/suggest?q=tp5").get("suggestions").get(0);
        assertThat(suggestion.get("label").asText()).isEqualTo("TP53");
        assertThat(suggestion.get("figures").asInt()).isEqualTo(3);
    }

    @Test
    void wrongRequestsSayWhatToChange() throws Exception {
        problem(400, "limit", "/api/search?q=x&limit=-1");
        problem(400, "sort", "/api/search?q=x&sort=odd");
        problem(400, "year", "/api/search?q=x&year=old");
        problem(400, "gene", "/api/search?q=x&gene=NOGENE");
        problem(400, "colour", "/api/search?q=x&colour=red");
        problem(400, "q", "/api/suggest");
        problem(400, "q", "/api/search?q=" + "x".repeat(2001));
        problem(404, null, "/api/nothing");
        HttpResponse<String> post = server.send("POST", "/api/search", BodyPublishers.ofString("q=x"));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(server.get("/api/search?q=%2B%2B%22%28").statusCode()).isEqualTo(200);
    }

    private static void problem(int status, String parameter, String path) throws Exception {
        HttpResponse<String> answer = server.get(path, "Accept", "application/json");
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("detail").asText()).isNotBlank();
        if (parameter != null) {
            assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
        }
    }

    @Test
    void anAnswerIsKeptAsLongAsItsGeneration() throws Exception {
        HttpResponse<String> answer = server.get("/api/search?q=glycolysis");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get("/api/search?q=glycolysis", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(server.get("/api/search?q=glycolysis").body()).isEqualTo(answer.body());
    }

    @Test
    void routesAreDescribed() throws Exception {
        JsonNode description = json("/api/openapi.json");
        assertThat(description.get("openapi").asText()).startsWith("3.1");
        JsonNode search = description.get("paths").get("/api/search").get("get");
        assertThat(search.get("parameters").findValuesAsText("name")).contains("q", "limit", "gene", "format");
        assertThat(description.get("paths").has("/api/suggest")).isTrue();
    }

    @Test
    void textQueryWorksInTheServerAndIsDeclared() throws Exception {
        String prefix = "PREFIX text: <http://jena.apache.org/text#> PREFIX dcterms: <http://purl.org/dc/terms/> ";
        String csv = server.query(
                        prefix + "SELECT ?f ?t { ?f dcterms:title ?t . (?f ?score) text:query 'insulin' }"
                                + " ORDER BY DESC(?score) LIMIT 1",
                        "text/csv")
                .body();
        assertThat(csv).contains(INSULIN);
        HttpResponse<String> wrong = server.query(prefix + "SELECT * { ?f text:query (dcterms:none 'x') }", "text/csv");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("cannot look into");
        assertThat(server.get("/sparql", "Accept", "text/turtle").body())
                .containsPattern("propertyFeature[^.]*<http://jena.apache.org/text#query>");
        assertThat(Program.run(
                                "query",
                                "--db",
                                db,
                                "--results",
                                "csv",
                                "-e",
                                prefix + "SELECT ?f { ?f text:query 'insulin' }")
                        .out())
                .contains(INSULIN);
        assertThat(server.query(prefix + "SELECT ?f { ?f text:query '" + encode("(((") + "' }", "text/csv")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
