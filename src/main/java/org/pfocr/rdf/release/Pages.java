package org.pfocr.rdf.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;
import org.pfocr.rdf.vocab.Iris;

/** What people read of a release: {@code README.md}, {@code index.html} and {@code CITATION.cff}. Stateless. */
final class Pages {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int THOUSAND = 1000;

    private Pages() {}

    static void write(ReleaseFolder folder, About about) throws IOException {
        folder.write("CITATION.cff", "text/yaml", "What to cite", citation(about));
        StringBuilder rows = new StringBuilder();
        for (ReleasedFile file : folder.files()) {
            rows.append("| `")
                    .append(file.name())
                    .append("` | ")
                    .append(file.bytes())
                    .append(" | ")
                    .append(title(file))
                    .append(" |\n");
        }
        folder.write(
                "README.md",
                "text/markdown",
                "How to use the files",
                resource("README.md")
                        .replace("@NAME@", about.release())
                        .replace("@VERSION@", about.version())
                        .replace("@FILES@\n", rows));
        folder.write("index.html", "text/html", "The files, to look at", index(folder, about));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Pages.class.getResourceAsStream("/release/" + name), "the program lacks release/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String title(ReleasedFile file) {
        long triples = file.facts().triples();
        long rows = file.facts().rows();
        String noun = file.facts().sort() == Sort.GENE_SETS ? " sets" : " rows";
        return file.facts().title() + (triples > 0 ? ", " + triples + " triples" : rows > 0 ? ", " + rows + noun : "");
    }

    private static String citation(About about) {
        return """
                cff-version: 1.2.0
                message: "If you use these data, please cite them and the paper under references."
                type: dataset
                title: "%s"
                version: "%s"
                %slicense: CC0-1.0
                url: "https://pfocr.wikipathways.org/"
                authors:
                  - name: "WikiPathways"
                    website: "https://www.wikipathways.org/"
                abstract: >-
                  %s
                references:
                  - type: article
                    title: "Pathway information extracted from 25 years of pathway figures"
                    authors:
                      - family-names: Hanspers
                        given-names: Kristina
                      - family-names: Riutta
                        given-names: Anders
                      - family-names: Summer-Kutmon
                        given-names: Martina
                      - family-names: Pico
                        given-names: "Alexander R."
                    journal: "Genome Biology"
                    year: 2020
                    volume: 21
                    start: "273"
                    doi: 10.1186/s13059-020-02181-2
                """.formatted(
                        About.TITLE,
                        about.version(),
                        about.day() == null ? "" : "date-released: " + about.day() + "\n",
                        About.DESCRIPTION);
    }

    private static String index(ReleaseFolder folder, About about) {
        StringBuilder page =
                new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s, version %2$s</title>
                </head>
                <body>
                <h1>%1$s, version %2$s</h1>
                <p>%3$s</p>
                <p>Licence: <a href="%4$s">CC0 1.0</a>. <a href="README.md">How to use the files</a>,
                <a href="SHA256SUMS">checksums</a>, <a href="CITATION.cff">what to cite</a>.</p>
                """.formatted(About.TITLE, escaped(about.version()), About.DESCRIPTION, Iris.CC0));
        section(page, "The whole data set as RDF", folder.files(Sort.DUMP));
        section(page, "RDF by subject", folder.files(Sort.PART));
        section(page, "Tables", folder.files(Sort.TABLE));
        section(page, "Sets of genes, chemicals and diseases", folder.files(Sort.GENE_SETS));
        section(page, "What changed", folder.files(Sort.CHANGES));
        section(page, "Descriptions", folder.files(Sort.DESCRIPTION));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder page, String title, List<ReleasedFile> files) {
        if (files.isEmpty()) {
            return;
        }
        page.append("<h2>")
                .append(title)
                .append("</h2>\n<table>\n<tr><th>File</th><th>Size</th><th>What is in it</th></tr>\n");
        for (ReleasedFile file : files) {
            String name = escaped(file.name());
            page.append("<tr><td><a href=\"")
                    .append(name)
                    .append("\">")
                    .append(name)
                    .append("</a></td><td>");
            page.append(size(file.bytes()))
                    .append("</td><td>")
                    .append(escaped(title(file)))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= THOUSAND && unit < UNITS.length - 1) {
            size /= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
