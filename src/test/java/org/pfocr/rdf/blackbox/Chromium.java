package org.pfocr.rdf.blackbox;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium, driven by Playwright. Other sites do not exist for it, but that of the pictures, which has one. */
final class Chromium implements AutoCloseable {
    private final Locale locale;
    private final Playwright playwright;
    private final Browser browser;
    private final byte[] picture = picture();

    private Chromium(Playwright playwright, Browser browser, Locale locale) {
        this.locale = locale;
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; the test is skipped, with a message, where there is none. */
    static Chromium start() {
        Path program = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(program != null, "skipped: Chromium is not installed (apt-get install chromium)");
        Locale before = Locale.getDefault();
        Locale.setDefault(
                Locale.ROOT); // Playwright writes its own words in small letters, which are others in Turkish.
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setHeadless(true)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        return new Chromium(playwright, browser, before);
    }

    /** A visitor: a profile of its own, a page, and what went wrong on it. */
    static final class Visitor implements AutoCloseable {
        final BrowserContext context;
        final Page page;
        /** What the console said that is an error, and exceptions. */
        final List<String> errors = Collections.synchronizedList(new ArrayList<>());
        /** Addresses at other sites that were asked for. */
        final List<String> foreign = Collections.synchronizedList(new ArrayList<>());

        private Visitor(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                    errors.add(message.text() + " " + message.location());
                }
            });
            page.onPageError(error -> errors.add("exception: " + error));
        }

        @Override
        public void close() {
            context.close();
        }
    }

    Visitor visitor(Server server, int width, int height) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setLocale("en-GB"));
        context.setDefaultTimeout(30_000);
        Visitor visitor = new Visitor(context);
        String own = server.endpoint().substring(0, server.endpoint().indexOf("/sparql"));
        context.route(url -> !url.startsWith(own) && url.startsWith("http"), route -> elsewhere(route, visitor));
        return visitor;
    }

    /** The picture is at the second kind of address only, and that of one paper is at none. */
    private void elsewhere(Route route, Visitor visitor) {
        String url = route.request().url();
        if (!url.startsWith("https://europepmc.org/")) {
            visitor.foreign.add(url);
        }
        if (url.contains("/api/fulltextRepo?") && !url.contains("PMC90000010")) {
            route.fulfill(new Route.FulfillOptions().setContentType("image/png").setBodyBytes(picture));
        } else {
            // Not a failure of the network, which the console would have as an error of the page.
            route.fulfill(
                    new Route.FulfillOptions().setContentType("image/jpeg").setBody("gone"));
        }
    }

    private static byte[] picture() {
        BufferedImage image = new BufferedImage(720, 420, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 720, 420);
        pen.setStroke(new BasicStroke(4));
        for (int i = 0; i < 4; i++) {
            pen.setColor(new Color(240 - 30 * i, 200, 120 + 30 * i));
            pen.fillRoundRect(60 + 160 * i, 60 + 70 * i, 120, 60, 40, 40);
            pen.setColor(Color.DARK_GRAY);
            pen.drawRoundRect(60 + 160 * i, 60 + 70 * i, 120, 60, 40, 40);
            pen.drawLine(120 + 160 * i, 125 + 70 * i, 60 + 160 * (i + 1), 90 + 70 * (i + 1));
        }
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** What axe-core finds wrong on the page, of every level. */
    static List<String> violations(Page page) {
        try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object found = page.evaluate(
                "async () => (await axe.run(document)).violations.map("
                        + "v => v.id + ' (' + v.impact + '): ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' ' + (n.failureSummary || '').slice(0, 300)).join(' | '))");
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /** By how many pixels the page is wider than its window. */
    static int overflow(Page page) {
        return ((Number) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        Locale.setDefault(locale);
    }
}
