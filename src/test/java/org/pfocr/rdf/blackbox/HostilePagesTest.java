package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Words, titles and captions that are markup, scripts or overrides of direction do nothing on any page. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostilePagesTest {
    private static final String MARKUP = "<img src=x onerror=window.hacked=1>";
    private static final String END = "\"></script><script>window.hacked=1</script>";
    private static final String TURNED = "AKT\u202Etxt.exe\u2066";

    @TempDir
    private Path folder;

    @Test
    void whatOcrReadStaysText() throws Exception {
        Files.writeString(folder.resolve("PMC1__f1.md"), """
                ---
                figid: PMC1__f1
                pmcid: PMC1
                figtitle: '%s'
                figlink: pmc/articles/PMC1/figure/F7/
                number: FIGURE 7
                caption: '%s %s'
                papertitle: '%s'
                reftext: 'javascript:window.hacked=1'
                pmc_ranked_result_index: '1'
                pathway_score: 0.9
                filename: f1.jpg
                year: '2013'
                organisms:
                - '%s'
                annotations:
                - type: 'a<b'
                  value: '%s'
                genes:
                - word: '%s'
                  symbol: '%s'
                  source: hgnc_symbol
                  hgnc_symbol: AKT1
                  entrez: '207'
                - word: '%s'
                  symbol: AKT
                  source: hgnc_symbol
                  hgnc_symbol: AKT1
                  entrez: '207'
                ---
                """.formatted(
                        MARKUP, END, TURNED, END, MARKUP, END, END, MARKUP, TURNED));
        try (Chromium chromium = Chromium.start();
                Server server = Server.start(
                        folder.toString(), "--db", folder.resolve("db").toString(), "--client-rate", "0")) {
            String root = server.endpoint().replaceAll("/sparql$", "");
            String query = URLEncoder.encode("SELECT * { ?s ?p ?o FILTER(isLiteral(?o)) }", StandardCharsets.UTF_8);
            for (String path : List.of(
                    "/",
                    "/figures/PMC1__f1.html",
                    "/figures",
                    "/genes/207",
                    "/genes?q=" + URLEncoder.encode(END, StandardCharsets.UTF_8),
                    "/papers/PMC1",
                    "/papers",
                    "/annotations",
                    "/search?q=" + URLEncoder.encode(MARKUP, StandardCharsets.UTF_8),
                    "/search?q=akt",
                    "/enrich?genes=" + URLEncoder.encode("207 " + END, StandardCharsets.UTF_8),
                    "/graph/figures",
                    "/query?query=" + query,
                    "/" + URLEncoder.encode(END, StandardCharsets.UTF_8))) {
                try (Chromium.Visitor visitor = chromium.visitor(server, 1200, 900)) {
                    Page page = visitor.page;
                    page.navigate(root + path);
                    page.waitForLoadState(LoadState.NETWORKIDLE);
                    assertThat(page.evaluate("() => window.hacked === undefined"))
                            .as(path)
                            .isEqualTo(true);
                    assertThat(
                                    page.evaluate(
                                            "() => document.querySelectorAll('img[onerror], a[href^=\"javascript\" i]').length"))
                            .as(path)
                            .isEqualTo(0);
                    assertThat((String) page.evaluate("() => document.documentElement.innerText"))
                            .as(path)
                            .doesNotContain("\u202E");
                    assertThat(
                                    page.evaluate(
                                            "() => [...document.querySelectorAll('script[type=\"application/ld+json\"]')].every(s => JSON.parse(s.textContent))"))
                            .as(path)
                            .isEqualTo(true);
                    assertThat(visitor.errors.stream().filter(error -> !error.contains("status of 40")))
                            .as(path)
                            .isEmpty();
                }
            }
        }
    }
}
