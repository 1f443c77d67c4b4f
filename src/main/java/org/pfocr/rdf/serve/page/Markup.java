package org.pfocr.rdf.serve.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.Html;

/**
 * HTML that is being written. Whatever is given as text or as the value of an attribute is escaped; only {@link #raw} takes
 * markup. Not thread-safe.
 */
public final class Markup {
    private final StringBuilder out = new StringBuilder(8192);

    /**
     * Begins an element.
     *
     * @param attributes name and value in turn; one with the value null is left out
     */
    public Markup open(String tag, @Nullable String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                out.append(' ')
                        .append(attributes[i])
                        .append("=\"")
                        .append(shown(value))
                        .append('"');
            }
        }
        out.append('>');
        return this;
    }

    public Markup close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    public Markup text(String text) {
        out.append(shown(text));
        return this;
    }

    /** Markup of the program's own; never with a text of the data in it. */
    public Markup raw(String html) {
        out.append(html);
        return this;
    }

    /** Markup that another has written. */
    public Markup add(Markup other) {
        out.append(other.out);
        return this;
    }

    /** An element with nothing but text in it. */
    public Markup element(String tag, String text, @Nullable String... attributes) {
        open(tag, attributes).text(text);
        out.append("</").append(tag).append('>');
        return this;
    }

    /** A link within the server, or to another site by an address that the program has made. */
    public Markup link(String address, String text, @Nullable String... attributes) {
        out.append("<a href=\"").append(Html.escaped(address)).append('"');
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                out.append(' ')
                        .append(attributes[i])
                        .append("=\"")
                        .append(shown(value))
                        .append('"');
            }
        }
        out.append('>').append(shown(text)).append("</a>");
        return this;
    }

    /** A link by an IRI of the data, to another site; only text where it does not lead to the web. */
    public Markup outward(String iri, String text) {
        String start = iri.toLowerCase(Locale.ROOT);
        if (!start.startsWith("https://") && !start.startsWith("http://")) { // A javascript: IRI, say.
            return text(text);
        }
        return link(iri, text, "rel", "noopener noreferrer", "class", "out");
    }

    /** A text that somebody else has written, apart from the text around it: its direction is its own. */
    public Markup foreign(String text) {
        out.append("<bdi>").append(shown(text)).append("</bdi>");
        return this;
    }

    /** A text of somebody else's that is escaped already, with marks in it; whatever else looks like markup stays text. */
    public Markup marked(String html) {
        String plain = html.replace("<mark>", "\u0001").replace("</mark>", "\u0002");
        String safe = plain.replace("<", "&lt;").replace(">", "&gt;");
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            kept.append(isOverride(c) ? '\uFFFD' : c);
        }
        out.append("<bdi>")
                .append(kept.toString().replace("\u0001", "<mark>").replace("\u0002", "</mark>"))
                .append("</bdi>");
        return this;
    }

    public int length() {
        return out.length();
    }

    /** Escaped, and without what would turn the order of letters round: that can be seen, and does nothing. */
    private static String shown(String text) {
        String escaped = Html.escaped(text);
        StringBuilder plain = null;
        for (int i = 0; i < escaped.length(); i++) {
            if (isOverride(escaped.charAt(i))) {
                if (plain == null) {
                    plain = new StringBuilder(escaped);
                }
                plain.setCharAt(i, '\uFFFD');
            }
        }
        return plain == null ? escaped : plain.toString();
    }

    /** Embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX #9, section 2). */
    private static boolean isOverride(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
