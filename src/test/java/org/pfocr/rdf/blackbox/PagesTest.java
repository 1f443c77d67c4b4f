package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every page in a browser: nothing is wrong for axe-core, too wide for a phone, refused by the policy, or from elsewhere. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Order(4)
class PagesTest {
    /** Name of a picture to path. */
    private static final Map<String, String> PAGES = pages();

    private static final Path PICTURES = Path.of("target", "screenshots");

    private static Chromium chromium;
    private static Server server;

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("first", "/");
        pages.put("figure", "/figures/PMC90000009__sample-09-g001.html");
        pages.put("figure-without-picture", "/figures/PMC90000010__sample-10-g001.html");
        pages.put("figures", "/figures");
        pages.put("gene", "/genes/207");
        pages.put("genes", "/genes");
        pages.put("genes-found", "/genes?q=akt");
        pages.put("genes-none", "/genes?q=nothing-has-this");
        pages.put("chemical", "/chemicals/D000255");
        pages.put("chemicals", "/chemicals");
        pages.put("disease", "/diseases/D009369");
        pages.put("diseases", "/diseases");
        pages.put("organism", "/organisms/9606");
        pages.put("organisms", "/organisms");
        pages.put("paper", "/papers/PMC90000009");
        pages.put("papers", "/papers");
        pages.put("annotations", "/annotations");
        pages.put("organizations", "/organizations/");
        pages.put("ontology", "/ontology");
        pages.put("void", "/void");
        pages.put("graph", "/graph/dataset");
        pages.put("shapes", "/shapes");
        pages.put("query", "/query");
        pages.put(
                "query-answer",
                "/?query=SELECT%20*%20%7B%20%3Ff%20%3Chttps%3A%2F%2Fpfocr.wikipathways.org%2Fontology%23mentionsGene%3E%20%3Fg%20%7D");
        pages.put("search", "/search?q=p53");
        pages.put("search-all", "/search?sort=-year");
        pages.put("search-none", "/search?q=nothing+has+this+word");
        pages.put("enrich", "/enrich");
        pages.put("enrich-found", "/enrich?example=1");
        pages.put("enrich-unknown", "/enrich?genes=NOSUCHGENE");
        pages.put("missing", "/figures/PMC1__none.html");
        return pages;
    }

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

    @Test
    void everyPageIsWellOnEveryScreen() {
        List<String> wrong = new ArrayList<>();
        PAGES.forEach((name, path) -> {
            try (Chromium.Visitor visitor = chromium.visitor(server, WIDE, 900)) {
                look(name, path, visitor, wrong);
            } catch (PlaywrightException e) {
                wrong.add(name + ": " + e.getMessage());
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static void look(String name, String path, Chromium.Visitor visitor, List<String> wrong) {
        Page page = visitor.page;
        Response response = page.navigate(url(path));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        if (!response.headers().getOrDefault("content-security-policy", "").contains("default-src 'none'")) {
            wrong.add(name + ": has no policy");
        }
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {WIDE, NARROW}) {
                page.setViewportSize(width, 900);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(
                                name + "-" + width + (scheme == ColorScheme.DARK ? "-dark" : "-light") + ".png"))
                        .setFullPage(height(page) < TALL));
                if ((width == WIDE) == (scheme == ColorScheme.LIGHT)) {
                    Chromium.violations(page).forEach(violation -> wrong.add(name + " " + width + ": " + violation));
                }
            }
        }
        page.setViewportSize(NARROWEST, 800);
        int overflow = Chromium.overflow(page);
        if (overflow > 0) {
            wrong.add(name + ": is " + overflow + " pixels too wide: " + page.evaluate(WIDEST));
        }
        visitor.errors.stream()
                .filter(error -> !error.contains("status of 404"))
                .forEach(error -> wrong.add(name + ": " + error));
        visitor.foreign.forEach(address -> wrong.add(name + ": asks for " + address));
    }

    private static int height(Page page) {
        return ((Number) page.evaluate("() => document.documentElement.scrollHeight")).intValue();
    }

    /** A picture of a longer page is nothing to look at. */
    private static final int TALL = 6000;

    private static final int WIDE = 1400;
    private static final int NARROW = 390;
    private static final int NARROWEST = 360;
    private static final String WIDEST = "() => [...document.querySelectorAll('main *, header *, footer *')]"
            + ".filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)"
            + ".slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')";
}
