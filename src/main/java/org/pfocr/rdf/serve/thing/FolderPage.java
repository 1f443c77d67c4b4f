package org.pfocr.rdf.serve.thing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.vocab.Pfocr;

/** What there is below an address of the data that is no list of one of the usual kinds, such as {@code /organizations/}. */
final class FolderPage {
    private static final int MOST = 500;

    private FolderPage() {}

    /**
     * The page.
     *
     * @return null where the data have no such folder
     */
    static @Nullable Page of(String folder, Reading reading, Layout layout) {
        Node type = folder.equals("groups") ? Pfocr.GeneGroup : type(folder, reading);
        if (type == null) {
            return null;
        }
        List<Node> things =
                reading.select("SELECT DISTINCT ?x { ?x a ?type } LIMIT " + MOST, Map.of("type", type)).stream()
                        .map(row -> Reading.value(row, "x"))
                        .filter(Objects::nonNull)
                        .filter(Node::isURI)
                        .toList();
        if (things.isEmpty()) {
            return null;
        }
        String title = folder.equals("groups")
                ? "Families and complexes"
                : folder.substring(0, 1).toUpperCase(Locale.ROOT) + folder.substring(1);
        Page page = layout.page(title);
        Markup out = page.main();
        out.element("h1", title);
        out.element("p", things.size() == MOST ? "The first " + MOST + "." : things.size() + " in the data.");
        out.raw("<ul>\n");
        for (Node thing : things) {
            String path = Kind.pathOf(thing.getURI());
            out.raw("<li>");
            if (path == null) {
                out.outward(thing.getURI(), reading.label(thing));
            } else {
                out.open("a", "href", layout.root() + path)
                        .foreign(reading.label(thing))
                        .raw("</a>");
            }
            out.raw("</li>\n");
        }
        out.raw("</ul>\n");
        return page;
    }

    /** The class of which the name in small letters and in plural is the folder; null where there is none. */
    private static @Nullable Node type(String folder, Reading reading) {
        if (!folder.matches("[a-z]{3,40}s")) {
            return null;
        }
        String name = folder.substring(0, folder.length() - 1);
        return reading.select("SELECT DISTINCT ?c { ?part void:class ?c }", Map.of()).stream()
                .map(row -> Reading.value(row, "c"))
                .filter(Objects::nonNull)
                .filter(type -> Reading.id(type).toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(null);
    }
}
