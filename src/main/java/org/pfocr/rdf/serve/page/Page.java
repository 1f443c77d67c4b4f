package org.pfocr.rdf.serve.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page that is being written: what a browser, a search engine and a reader each need of it. Not thread-safe. */
public final class Page {
    /** Search engines show about so many letters. */
    private static final int DESCRIPTION = 200;

    private final Frame frame;
    private final String title;
    private final Markup head = new Markup();
    private final Markup main = new Markup();
    private String description =
            "Pathway figures of published papers, and the genes, chemicals and diseases that were read in them.";
    private String canonical = "";
    private String width = "";
    private final List<String> scripts = new ArrayList<>();

    private String search = "";
    private String section = "";

    Page(Frame frame, String title) {
        this.frame = frame;
        this.title = title;
    }

    /** What a search engine shows; long texts are cut at a word. */
    public Page description(String text) {
        String plain = text.replaceAll("\\s+", " ").strip();
        if (plain.length() > DESCRIPTION) {
            int cut = plain.lastIndexOf(' ', DESCRIPTION);
            plain = plain.substring(0, cut > DESCRIPTION / 2 ? cut : DESCRIPTION) + "…";
        }
        if (!plain.isEmpty()) {
            description = plain;
        }
        return this;
    }

    /** The one address of this page, whatever address led here. */
    public Page canonical(String address) {
        canonical = address;
        return this;
    }

    /** An image that stands for the page elsewhere. */
    public Page image(String address) {
        head.open("meta", "property", "og:image", "content", address).raw("\n");
        return this;
    }

    /** The same as data. */
    public Page alternate(String mediaType, String address) {
        head.open("link", "rel", "alternate", "type", mediaType, "href", address)
                .raw("\n");
        return this;
    }

    /** A block of JSON-LD. It is data for a browser, and nothing in it can end the block. */
    public Page jsonLd(String json) {
        head.raw("<script type=\"application/ld+json\">").raw(safeJson(json)).raw("</script>\n");
        return this;
    }

    /** Data for a script, as JSON. */
    public Page data(String id, String json) {
        head.open("script", "type", "application/json", "id", id)
                .raw(safeJson(json))
                .raw("</script>\n");
        return this;
    }

    /** A further style sheet. */
    public Page style(String asset) {
        head.open("link", "rel", "stylesheet", "href", frame.asset(asset)).raw("\n");
        return this;
    }

    /** A further script, a module. */
    public Page script(String asset) {
        scripts.add("<script type=\"module\" src=\"" + frame.asset(asset) + "\"></script>\n");
        return this;
    }

    /** A further script that is no module; runs before the modules. */
    public Page plainScript(String asset) {
        scripts.add(0, "<script defer src=\"" + frame.asset(asset) + "\"></script>\n");
        return this;
    }

    /** Not for search engines. */
    public Page hidden() {
        head.raw("<meta name=\"robots\" content=\"noindex\">\n");
        return this;
    }

    /** The part of the site that this page is in: the folder of its address. */
    public Page section(String name) {
        section = name;
        return this;
    }

    /** What stands in the search box. */
    public Page search(String text) {
        search = text;
        return this;
    }

    /** Uses the whole width of the window. */
    public Page wide() {
        width = "wide";
        return this;
    }

    /** What the page says. */
    public Markup main() {
        return main;
    }

    /** The whole page. */
    public String html() {
        Markup out = new Markup();
        out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .element("title", title.endsWith("PFOCR") ? title : title + " · PFOCR")
                .raw("\n")
                .open("meta", "name", "description", "content", description)
                .raw("\n");
        if (!canonical.isEmpty()) {
            out.open("link", "rel", "canonical", "href", canonical).raw("\n");
            out.open("meta", "property", "og:url", "content", canonical).raw("\n");
        }
        out.open("meta", "property", "og:title", "content", title)
                .raw("\n")
                .open("meta", "property", "og:description", "content", description)
                .raw("\n<meta property=\"og:type\" content=\"website\">\n")
                .raw("<meta property=\"og:site_name\" content=\"PFOCR\">\n")
                .open("link", "rel", "icon", "type", "image/svg+xml", "href", frame.asset("mark.svg"))
                .raw("\n")
                .open("link", "rel", "stylesheet", "href", frame.asset("style.css"))
                .raw("\n")
                .add(head);
        out.open("script", "type", "module", "src", frame.asset("site.js")).raw("</script>\n");
        scripts.forEach(out::raw);
        out.raw("</head>\n<body>\n");
        frame.head(out, search, section);
        out.open("main", "id", "main", "class", width.isEmpty() ? null : width, "tabindex", "-1")
                .raw("\n")
                .add(main)
                .close("main");
        frame.foot(out);
        return out.raw("</body>\n</html>\n").toString();
    }

    /** The same JSON without what HTML or a reader's eye could take for something else. */
    private static String safeJson(String json) {
        StringBuilder safe = new StringBuilder(json.length() + 64);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean plain = (c >= ' ' && c < 0x7F && c != '<' && c != '>' && c != '&') || c == '\n';
            boolean letter = c >= 0xA1 && !(c >= 0x2000 && c <= 0x206F) && c != '\uFEFF';
            if (plain || letter) {
                safe.append(c);
            } else {
                safe.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
            }
        }
        return safe.toString();
    }
}
