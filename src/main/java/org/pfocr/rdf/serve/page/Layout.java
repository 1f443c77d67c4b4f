package org.pfocr.rdf.serve.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.pfocr.rdf.serve.http.ErrorPage;

/** Makes pages of one design, and says which other places they may take something from. Thread-safe. */
public final class Layout implements ErrorPage {
    private final Frame frame;

    /** @param root path of the server's root, with a slash at the end */
    public Layout(String root, Supplier<Edition> edition, Assets assets) {
        this.frame = new Frame(root, edition, assets);
    }

    /** Path of the server's root, with a slash at the end. */
    public String root() {
        return frame.root();
    }

    /** The address of one of the files of the pages. */
    public String asset(String name) {
        return frame.asset(name);
    }

    /** Begins a page. */
    public Page page(String title) {
        return new Page(frame, title);
    }

    /** Sends a page. */
    public void send(Page page, HttpServletResponse response) throws IOException {
        byte[] body = page.html().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html; charset=utf-8");
        headers(response);
        response.getOutputStream().write(body);
    }

    /** Nothing inline and nothing from other sites but images of figures: what OCR read cannot run. */
    @Override
    public void headers(HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; "
                        + "img-src 'self' data: https://europepmc.org https://www.ncbi.nlm.nih.gov; font-src 'self'; "
                        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
                        + "frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer-when-downgrade");
        response.addHeader("Vary", "Accept");
    }

    @Override
    public String of(int status, String title, String detail) {
        Page page = page(title).hidden();
        page.main()
                .open("section", "class", "problem")
                .element("p", String.valueOf(status), "class", "status")
                .element("h1", title)
                .element("p", detail)
                .open("p")
                .text("Search for it above, or go to the ")
                .link(root(), "first page")
                .text(", the ")
                .link(root() + "figures", "figures")
                .text(" or the ")
                .link(root() + "query", "query page")
                .text(".")
                .close("p")
                .close("section");
        return page.html();
    }
}
