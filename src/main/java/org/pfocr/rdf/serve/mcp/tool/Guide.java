package org.pfocr.rdf.serve.mcp.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pfocr.rdf.vocab.Prefixes;

/** What agents are told about the data, by every way that they come. Stateless. */
public final class Guide {
    public static final String VERSION =
            Objects.requireNonNullElse(Guide.class.getPackage().getImplementationVersion(), "development");

    private static final String FILE = "/agents/guide.md";
    private static final String TEXT = read();
    /** Of a query about the data proper. */
    private static final List<String> PREFIXES = List.of(
            "pfocr", "fig", "ncbigene", "hgncsym", "pmc", "mesh", "obo", "wp", "skos", "dcterms", "rdfs", "xsd");

    private Guide() {}

    private static String read() {
        try (InputStream in = Objects.requireNonNull(Guide.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is the same for all data. */
    public static String text() {
        return TEXT;
    }

    /** What the data are, and how to answer a question. */
    public static String instructions() {
        return TEXT.substring(TEXT.indexOf('\n'), TEXT.indexOf("## Joins")).strip();
    }

    static List<String> joins() {
        return items("Joins");
    }

    static List<String> traps() {
        return items("Traps");
    }

    private static List<String> items(String section) {
        String from = TEXT.substring(TEXT.indexOf("## " + section));
        int end = from.indexOf("\n## ");
        return Pattern.compile("(?m)^- ")
                .splitAsStream(end < 0 ? from : from.substring(0, end))
                .skip(1)
                .map(item -> item.strip().replaceAll("\\s+", " "))
                .toList();
    }

    /** The prefixes that most queries need, as a query begins. */
    static String prefixes() {
        return PREFIXES.stream()
                .map(prefix -> "PREFIX " + prefix + ": <" + Prefixes.ALL.get(prefix) + ">")
                .collect(Collectors.joining(" "));
    }
}
