package org.pfocr.rdf.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.problem.Severity;
import org.pfocr.rdf.text.XmlText;

/**
 * Turns problems into lines for people on standard error and, if asked, into a report file: one line each, then counts.
 *
 * <p>A report file whose name ends in {@code .jsonl} is JSON Lines. Not thread-safe.
 */
public final class Report implements Consumer<Problem>, AutoCloseable {
    /** Problems of one kind on standard error before the rest are only counted. */
    private static final int SHOWN_PER_KIND = 20;

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<Kind, Integer> counts = new TreeMap<>();
    private final PrintWriter err;
    private final boolean quiet;
    private final @Nullable Path target;
    private final @Nullable PrintWriter file;
    private final boolean json;

    public Report(PrintWriter err, boolean quiet, @Nullable Path target) throws IOException {
        this.err = err;
        this.quiet = quiet;
        this.target = target;
        this.json = target != null && target.toString().endsWith(".jsonl");
        this.file = target == null ? null : new PrintWriter(Files.newBufferedWriter(target, StandardCharsets.UTF_8));
    }

    @Override
    public void accept(Problem problem) {
        int count = counts.merge(problem.kind(), 1, Integer::sum);
        if (problem.severity() != Severity.NOTE && !quiet) {
            if (count <= SHOWN_PER_KIND) {
                err.println(sentence(problem));
            } else if (count == SHOWN_PER_KIND + 1) {
                err.println("… more of the kind " + problem.kind().code()
                        + (target == null ? "; --report FILE lists them all" : "; all are in " + target));
            }
        }
        if (file != null) {
            file.println(
                    json
                            ? jsonLine(problem)
                            : problem.severity().name().toLowerCase(Locale.ROOT) + " "
                                    + problem.kind().code() + " " + sentence(problem));
        }
    }

    /** {@code PMC1__f1.md:7 year: "20l9" is not a year; correct it or leave it empty}. */
    public static String sentence(Problem problem) {
        StringBuilder sentence = new StringBuilder(Problem.printable(problem.file()));
        if (problem.line() > 0) {
            sentence.append(':').append(problem.line());
        }
        if (problem.field() != null) {
            sentence.append(' ').append(problem.field());
        }
        sentence.append(": ").append(problem.what());
        if (!problem.remedy().isEmpty()) {
            sentence.append("; ").append(problem.remedy());
        }
        return sentence.toString();
    }

    /** A problem as a line of JSON, without its end. */
    public static String jsonLine(Problem problem) {
        return jsonLine(json -> {
            json.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("kind", problem.kind().code());
            json.writeStringField("file", XmlText.replaced(problem.file()));
            if (problem.line() > 0) {
                json.writeNumberField("line", problem.line());
            }
            if (problem.field() != null) {
                json.writeStringField("field", XmlText.replaced(problem.field()));
            }
            json.writeStringField("what", XmlText.replaced(problem.what()));
            if (!problem.remedy().isEmpty()) {
                json.writeStringField("remedy", problem.remedy());
            }
        });
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String jsonLine(Fields fields) {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(line)) {
            generator.writeStartObject();
            fields.write(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    /** Says whether something was rejected. */
    public boolean hasErrors() {
        return counts.keySet().stream().anyMatch(kind -> kind.severity() == Severity.ERROR);
    }

    /** Writes the counts by kind and the accounts of a conversion. */
    public void summarize(Totals totals) {
        if (!quiet) {
            counts.forEach((kind, count) -> err.println(String.format("%7d %s", count, kind.code())));
            accounts(totals).forEach(err::println);
        }
        if (file != null) {
            if (json) {
                counts.forEach((kind, count) -> file.println(jsonLine(generator -> {
                    generator.writeStringField("count", kind.code());
                    generator.writeNumberField("problems", count);
                })));
                file.println(jsonLine(generator -> {
                    generator.writeNumberField("files", totals.files());
                    generator.writeNumberField("figures", totals.figures());
                    generator.writeNumberField("rejected", totals.rejected());
                    generator.writeNumberField("rows", totals.rows());
                    generator.writeNumberField("mappedRows", totals.mappedRows());
                    generator.writeNumberField("repeatedRows", totals.repeatedRows());
                    generator.writeNumberField("reportedRows", totals.reportedRows());
                    generator.writeNumberField("papers", totals.papers());
                    generator.writeNumberField("genes", totals.genes());
                    generator.writeNumberField("triples", totals.triples());
                    generator.writeNumberField("otherTriples", totals.otherTriples());
                    generator.writeStringField("version", totals.version());
                    generator.writeStringField("versionFrom", totals.versionFrom());
                }));
            } else {
                counts.forEach((kind, count) -> file.println("count " + kind.code() + " " + count));
                accounts(totals).forEach(line -> file.println("total " + line));
            }
        }
    }

    private static List<String> accounts(Totals totals) {
        return List.of(
                "files " + totals.files() + " = figures " + totals.figures() + " + rejected " + totals.rejected(),
                "rows " + totals.rows() + " = in the output " + totals.mappedRows() + " (" + totals.repeatedRows()
                        + " repeat another) + reported " + totals.reportedRows(),
                "papers " + totals.papers() + ", genes " + totals.genes() + ", triples " + totals.triples() + " (and "
                        + totals.otherTriples() + " about the data set and its terms)",
                "version " + totals.version() + ": " + totals.versionFrom());
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            if (file.checkError()) {
                throw new IOException(target + ": the report could not be written");
            }
        }
    }
}
