package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.jsonldjava.core.DocumentLoader;
import com.github.jsonldjava.core.JsonLdOptions;
import com.github.jsonldjava.core.JsonLdProcessor;
import com.github.jsonldjava.utils.JsonUtils;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.ValidationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pages say to programs, in every figure's page of the sample and in some of each other kind. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StructuredDataTest {
    private static final Pattern LOCATION = Pattern.compile("<loc>([^<]+)</loc>");
    /** To a thing's page here. */
    private static final Pattern LINK = Pattern.compile("href=\"(/[a-z]+/[^\"?#&]+)\"");
    /** Pages of genes are alike. */
    private static final int OF_KIND = 30;

    private static final Pattern BLOCK =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void everyPageMeetsTheProfile() throws Exception {
        Graph shapes = RDFParser.source("src/test/resources/bioschemas/dataset-1.0.ttl")
                .toGraph();
        JsonLdOptions options = new JsonLdOptions("https://example.org/");
        options.format = "application/n-quads";
        options.setDocumentLoader(new DocumentLoader()
                .addInjectedDoc(
                        "https://schema.org/",
                        Files.readString(Path.of("src/main/resources/context/schemaorg.jsonld"))));
        int blocks = 0;
        int figures = 0;
        try (Server server = Server.start("--client-rate", "0")) {
            Set<String> seen = new LinkedHashSet<>(List.of("/"));
            for (String part : found(LOCATION, server.get("/sitemap.xml").body())) {
                for (String page : found(LOCATION, server.get(path(part)).body())) {
                    seen.add(path(page));
                }
            }
            Map<String, Integer> ofKind = new HashMap<>();
            Queue<String> pages = new ArrayDeque<>(seen);
            while (!pages.isEmpty()) {
                String page = pages.remove();
                String html = server.get(page, "Accept", "text/html").body();
                for (String link : found(LINK, html)) {
                    int known = ofKind.merge(link.substring(0, link.indexOf('/', 1)), 1, Integer::sum);
                    if (known <= OF_KIND && seen.add(link)) {
                        pages.add(link);
                    }
                }
                Matcher block = BLOCK.matcher(html);
                while (block.find()) {
                    String quads = (String) JsonLdProcessor.toRDF(JsonUtils.fromString(block.group(1)), options);
                    Graph graph = RDFParser.fromString(quads, Lang.NQUADS).toGraph();
                    ValidationReport report = ShaclValidator.get().validate(shapes, graph);
                    assertThat(report.conforms())
                            .as(page + "\n" + report.getEntries() + "\n" + quads)
                            .isTrue();
                    blocks++;
                    figures += quads.contains("<http://schema.org/isBasedOn>") ? 1 : 0;
                    if (page.equals("/")) {
                        assertThat(quads).contains("<http://schema.org/DataCatalog>", "<http://schema.org/Dataset>");
                    }
                }
            }
        }
        assertThat(figures).isGreaterThanOrEqualTo(15);
        assertThat(blocks).isGreaterThan(figures);
    }

    private static String path(String address) {
        return URI.create(address).getRawPath();
    }

    private static List<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
