package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people do on the pages, click by click. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VisitTest {
    private static final String FIGURE = "PMC90000009__sample-09-g001";

    private static Chromium chromium;
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        server = Server.start("--client-rate", "0");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private static String url(String path) {
        return server.endpoint().replaceAll("/sparql$", "") + path;
    }

    private static Chromium.Visitor visitor() {
        return chromium.visitor(server, 1200, 900);
    }

    @Test
    void fromASearchToAFigureAGeneAQueryAndADownload() throws Exception {
        try (Chromium.Visitor visitor = visitor()) {
            Page page = visitor.page;
            page.navigate(url("/"));
            page.fill("main input[type=search]", "glycolysis");
            page.press("main input[type=search]", "Enter");
            page.waitForURL("**/search?q=glycolysis");
            page.locator(".card h3 a").first().click();
            page.waitForURL("**/figures/**");
            assertThat(page.locator("h1").innerText()).contains("Glycolysis");
            page.locator("#genes ~ .table a").first().click();
            page.waitForURL("**/genes/*");
            assertThat(page.locator(".card").count()).isPositive();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Query this"))
                    .click();
            page.waitForURL("**/query?query=**");
            page.locator("#answer tbody tr").first().waitFor();
            Download file =
                    page.waitForDownload(() -> page.locator("#answer a", new Page.LocatorOptions().setHasText("CSV"))
                            .click());
            assertThat(Files.readString(file.path())).startsWith("figure,title");
            assertThat(visitor.errors).isEmpty();
            assertThat(visitor.foreign).isEmpty();
        }
    }

    @Test
    void anExampleIsRunAndItsChartShown() {
        try (Chromium.Visitor visitor = visitor()) {
            Page page = visitor.page;
            page.navigate(url("/query"));
            page.fill("#find-example", "number of figures");
            page.locator("#example-list button").first().click();
            page.locator("#answer tbody tr").first().waitFor();
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Chart"))
                    .click();
            assertThat(page.locator(".chart li, .chart rect").count()).isPositive();
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Plan"))
                    .click();
            page.locator(".plan .operation").first().waitFor();
            assertThat(page.locator(".plan").textContent())
                    .contains("group by ?gene", "25 rows", "find ?figure pfocr:mentionsGene ?gene");
            assertThat(visitor.errors).isEmpty();
        }
    }

    @Test
    void figuresOfAnAnswerAreShownAsPictures() {
        try (Chromium.Visitor visitor = visitor()) {
            Page page = visitor.page;
            page.navigate(url("/figures/" + FIGURE + ".html"));
            page.locator(".picture img").first().waitFor();
            page.navigate(url("/genes/207"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Query this"))
                    .click();
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Pictures"))
                    .click();
            assertThat(page.locator("#view .card").count()).isPositive();
            assertThat(visitor.foreign).isEmpty();
        }
    }

    @Test
    void theGenesOfAFigureFindThatFigureFirst() throws Exception {
        try (Chromium.Visitor visitor = visitor()) {
            Page page = visitor.page;
            page.navigate(url("/figures/" + FIGURE + ".html"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Figures with these genes"))
                    .click();
            Locator first = page.locator(".enriched tbody th a").first();
            assertThat(first.getAttribute("href")).contains(FIGURE);
            Download file = page.waitForDownload(() -> page.getByRole(
                            AriaRole.LINK, new Page.GetByRoleOptions().setName("Gene sets of the figures (GMT)"))
                    .click());
            assertThat(Files.readString(file.path())).startsWith(FIGURE + "\t");
            page.fill("#genes", "TP53, MDM2\nnosuchgene");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find figures"))
                    .click();
            page.waitForURL("**/enrich?genes=TP53+MDM2+nosuchgene**");
            assertThat(page.locator(".note").first().innerText()).contains("nosuchgene");
        }
    }

    @Test
    void aMistypedQueryShowsItsLine() {
        try (Chromium.Visitor visitor = visitor()) {
            Page page = visitor.page;
            page.navigate(url("/query"));
            write(page, "SELECT * WHERE {\n  ?s ?p ?o .\n  ?s pfocr:word ;;; \n}");
            page.click("#run");
            page.waitForCondition(() ->
                    page.locator("#status").innerText().toLowerCase(Locale.ROOT).contains("line "));
            assertThat(page.locator("#status").innerText()).containsIgnoringCase("line ");
        }
    }

    @Test
    void aSharedLinkOpensInAnotherProfile() {
        String link;
        try (Chromium.Visitor visitor = visitor()) {
            Page page = visitor.page;
            page.navigate(url("/query"));
            write(page, "SELECT (\"shared\" AS ?word) {}");
            page.click("#share-short");
            page.waitForCondition(() -> page.url().contains("#q="));
            link = page.url();
        }
        try (Chromium.Visitor visitor = visitor()) {
            visitor.page.navigate(link);
            visitor.page.locator("#answer tbody tr").first().waitFor();
            assertThat(visitor.page.locator("#answer tbody").innerText()).contains("shared");
            visitor.page.reload();
            visitor.page.locator("#answer tbody tr").first().waitFor();
        }
    }

    @Test
    void aPropertyIsCompleted() {
        try (Chromium.Visitor visitor = visitor()) {
            Page page = visitor.page;
            page.navigate(url("/query"));
            write(page, "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>\nSELECT * { ?f pfocr:mentionsG");
            page.locator("#editor .CodeMirror").click();
            page.keyboard().press("Control+End");
            page.keyboard().press("Control+Space");
            page.waitForCondition(() -> text(page).contains("pfocr:mentionsGene")
                    || page.locator(".CodeMirror-hint").count() > 0);
            if (page.locator(".CodeMirror-hint").count() > 0) {
                page.keyboard().press("Enter");
            }
            assertThat(text(page)).contains("pfocr:mentionsGene");
        }
    }

    @Test
    void theKeyboardGetsIntoTheEditorAndOutOfIt() {
        try (Chromium.Visitor visitor = visitor()) {
            Page page = visitor.page;
            page.navigate(url("/query"));
            page.locator("#editor .CodeMirror").waitFor();
            String reached = "";
            for (int i = 0; i < 200 && !reached.equals("run"); i++) {
                page.keyboard().press("Tab");
                reached = String.valueOf(page.evaluate("() => document.activeElement.id"));
            }
            assertThat(reached).isEqualTo("run");
        }
    }

    private static void write(Page page, String query) {
        page.locator("#editor .CodeMirror").waitFor();
        page.evaluate("text => document.querySelector('#editor .CodeMirror').CodeMirror.setValue(text)", query);
    }

    private static String text(Page page) {
        return String.valueOf(
                page.evaluate("() => document.querySelector('#editor .CodeMirror').CodeMirror.getValue()"));
    }
}
