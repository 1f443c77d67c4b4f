package org.pfocr.rdf.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.jena.atlas.json.JSON;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.search.found.SearchForms;
import org.pfocr.rdf.search.found.SearchRequest;
import org.pfocr.rdf.search.found.SearchResult;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.read.OpenGeneration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        description = "Finds figures by words: titles, captions, papers, symbols, names and ids; best first.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: pfocr-rdf search --db store 'insulin \"glucose uptake\" -cancer'", "", ExitCode.HELP})
final class SearchCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    @Option(names = "--db", required = true, paramLabel = "DIR", description = "The store.")
    private Path db = Path.of("");

    @Option(names = "--limit", paramLabel = "N", description = "Figures to show. Default: 20")
    private int limit = 20;

    @Option(names = "--json", description = "JSON with facets and highlights, in place of a table.")
    private boolean json;

    @Parameters(
            arity = "1..*",
            paramLabel = "WORDS",
            description = "Words; \"a phrase\", begin*. Words to be left out begin with a minus and stand behind --.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws Exception {
        if (limit < 0 || limit > MOST) {
            throw new CommandFailure(ExitCode.USAGE, "--limit: give a number from 0 to " + MOST);
        }
        SearchRequest request = SearchRequest.of(String.join(" ", words), limit);
        try (OpenGeneration generation = StoreFolder.existing(db).openCurrent();
                PrintStream out =
                        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
            Search search = Search.open(generation);
            if (search == null) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        db + ": has no text index, since it has no figures or was loaded by an earlier version; load it"
                                + " again");
            }
            SearchResult result = search.find(request, () -> false);
            if (json) {
                out.print(JSON.toString(SearchForms.json(request, result)) + "\n");
            } else {
                out.print(String.join("\t", SearchForms.FIGURE_COLUMNS) + "\n");
                SearchForms.rows(result)
                        .forEach(row -> out.print(row.stream()
                                        .map(value -> value.replaceAll("[\\t\\r\\n]+", " "))
                                        .reduce((a, b) -> a + "\t" + b)
                                        .orElse("")
                                + "\n"));
            }
        }
        return ExitCode.DONE;
    }
}
