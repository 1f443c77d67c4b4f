package org.pfocr.rdf.release.change;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.release.file.NewFile;
import org.pfocr.rdf.release.file.Packing;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile.Facts;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;

/**
 * Writes what changed since another release: the quads that came and went as two files of N-Quads and as an RDF Patch
 * (afs.github.io/rdf-delta/rdf-patch), counts as tables, and a page. Not thread-safe.
 */
public final class Changes {
    private static final String ADDED = "added.nq";
    private static final String REMOVED = "removed.nq";
    private static final String PATCH = "changes.rdfp";
    private static final String BY_CLASS = "changes-by-class.tsv";
    private static final String BY_FIGURE = "changes-by-figure.tsv";
    private static final String PAGE = "changes.html";
    private static final List<String> KEYS = List.of(ADDED, REMOVED, PATCH, BY_CLASS, BY_FIGURE, PAGE);
    private static final int FIGURES_ON_PAGE = 1000;

    private final ReleaseFolder folder;
    private final Dump old;
    private final Dump now;
    private final Counts counts = new Counts();

    private Changes(ReleaseFolder folder, Dump old, Dump now) {
        this.folder = folder;
        this.old = old;
        this.now = now;
    }

    /**
     * The version of a release.
     *
     * @throws IOException where the folder has none that is whole
     */
    public static String version(Path release) throws IOException {
        return Dump.of(release).version();
    }

    /**
     * Compares with another release and writes the files.
     *
     * @param version of this release, whose N-Quads are whole
     */
    public static void write(ReleaseFolder folder, String version, Path previous) throws IOException {
        if (KEYS.stream().allMatch(folder::has)) {
            return;
        }
        Dump old = Dump.of(previous);
        Dump now = Dump.of(folder.path(""), version);
        new Changes(folder, old, now).write();
    }

    private void write() throws IOException {
        LineHashes.Differences differences = LineHashes.of(old, now, folder.path(ReleaseFolder.TEMPORARY + "hashes-"));
        String since = "since version " + old.version();
        try (NewFile added = folder.create(ADDED, Packing.GZIP);
                NewFile removed = folder.create(REMOVED, Packing.GZIP);
                NewFile patch = folder.create(PATCH, Packing.GZIP)) {
            OutputStream out = patch.stream();
            String id = UUID.nameUUIDFromBytes((old.version() + " " + now.version()).getBytes(StandardCharsets.UTF_8))
                    .toString();
            out.write(ascii("H id <urn:uuid:" + id + "> .\nTX .\n"));
            lines(old, differences.onlyOld(), removed.stream(), out, false);
            lines(now, differences.onlyNew(), added.stream(), out, true);
            out.write(ascii("TC .\n"));
            keep(removed, REMOVED, ".gz", "application/n-quads", "Quads removed " + since, counts.all().removed);
            keep(added, ADDED, ".gz", "application/n-quads", "Quads added " + since, counts.all().added);
            keep(
                    patch,
                    PATCH,
                    ".gz",
                    "application/rdf-patch",
                    "RDF Patch that turns version " + old.version() + " into this",
                    0);
        }
        StringBuilder classes = new StringBuilder("class\tadded\tremoved\n");
        counts.classes().forEach((name, count) -> classes.append(name)
                .append('\t')
                .append(count.added)
                .append('\t')
                .append(count.removed)
                .append('\n'));
        text(BY_CLASS, "text/tab-separated-values", "Things that came and went " + since + ", by class", classes);
        StringBuilder figures = new StringBuilder("figure\tstatus\tquads_added\tquads_removed\n");
        counts.figures().forEach((iri, figure) -> figures.append(iri)
                .append('\t')
                .append(figure.status())
                .append('\t')
                .append(figure.lines.added)
                .append('\t')
                .append(figure.lines.removed)
                .append('\n'));
        text(BY_FIGURE, "text/tab-separated-values", "Figures that changed " + since, figures);
        text(PAGE, "text/html", "What changed " + since, page());
    }

    private void lines(Dump dump, BitSet wanted, OutputStream quads, OutputStream patch, boolean isAdded)
            throws IOException {
        byte[] letter = ascii(isAdded ? "A " : "D ");
        int[] number = {0};
        dump.read((bytes, start, end) -> {
            if (wanted.get(number[0]++)) {
                quads.write(bytes, start, end - start);
                quads.write('\n');
                patch.write(letter);
                patch.write(bytes, start, end - start); // A line of N-Quads is a row of a patch but for the letter.
                patch.write('\n');
                counts.add(bytes, start, end, isAdded);
            }
        });
    }

    private void keep(NewFile file, String key, String suffix, String mediaType, String title, long triples)
            throws IOException {
        folder.keep(file, key, key + suffix, new Facts(Sort.CHANGES, mediaType, title, triples, 0));
    }

    private void text(String key, String mediaType, String title, CharSequence text) throws IOException {
        try (NewFile file = folder.create(key, Packing.NONE)) {
            file.stream().write(text.toString().getBytes(StandardCharsets.UTF_8));
            keep(file, key, "", mediaType, title, 0);
        }
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>PFOCR: what changed from %1$s to %2$s</title>
                </head>
                <body>
                <h1>What changed from version %1$s to %2$s</h1>
                <p>%3$d quads were added and %4$d removed: <a href="added.nq.gz">added.nq.gz</a>,
                <a href="removed.nq.gz">removed.nq.gz</a>, <a href="changes.rdfp.gz">changes.rdfp.gz</a>.</p>
                <h2>By class</h2>
                <table>
                <tr><th>Class</th><th>Added</th><th>Removed</th></tr>
                """.formatted(
                        escaped(old.version()), escaped(now.version()), counts.all().added, counts.all().removed));
        counts.classes().forEach((name, count) -> page.append("<tr><td>")
                .append(escaped(name))
                .append("</td><td>")
                .append(count.added)
                .append("</td><td>")
                .append(count.removed)
                .append("</td></tr>\n"));
        page.append("</table>\n");
        Map<String, List<String>> byStatus = counts.figures().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().status(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        for (String status : List.of("added", "removed", "changed")) {
            figures(page, status, byStatus.get(status));
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static void figures(StringBuilder page, String status, @Nullable List<String> figures) {
        int count = figures == null ? 0 : figures.size();
        page.append("<h2>Figures ").append(status).append(": ").append(count).append("</h2>\n");
        if (figures == null) {
            return;
        }
        page.append("<ul>\n");
        figures.stream().limit(FIGURES_ON_PAGE).forEach(iri -> {
            String text = escaped(iri);
            page.append("<li><a href=\"")
                    .append(text)
                    .append("\">")
                    .append(text)
                    .append("</a></li>\n");
        });
        page.append("</ul>\n");
        if (count > FIGURES_ON_PAGE) {
            page.append("<p>These are the first ")
                    .append(FIGURES_ON_PAGE)
                    .append("; all are in <a href=\"changes-by-figure.tsv\">changes-by-figure.tsv</a>.</p>\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
