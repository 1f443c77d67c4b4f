package org.pfocr.rdf.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Prefixes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "stats",
        description = "Counts what a store holds: figures, papers, genes, mentions, triples, by year and by lexicon.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: pfocr-rdf stats --db store", "", ExitCode.HELP})
final class StatsCommand implements Callable<Integer> {
    /** Line of the output to a query with one row {@code ?count}. */
    private static final Map<String, String> COUNTS = counts();

    private static final String BY_YEAR = "SELECT (STR(?y) AS ?key) (COUNT(?f) AS ?count) {"
            + " ?f a pfocr:PathwayFigure ; dcterms:isPartOf ?p . ?p dcterms:issued ?y } GROUP BY ?y ORDER BY ?y";
    private static final String BY_LEXICON = "SELECT (STR(?l) AS ?key) (COUNT(?m) AS ?count) {"
            + " ?m pfocr:lexicon ?l } GROUP BY ?l ORDER BY DESC(?count) ?l";

    @Option(names = "--db", required = true, paramLabel = "DIR", description = "The store.")
    private Path db = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    private static Map<String, String> counts() {
        Map<String, String> counts = new LinkedHashMap<>();
        counts.put("papers", "?x a fabio:JournalArticle");
        counts.put("genes", "?x a pfocr:Gene");
        counts.put("chemicals", "?x a pfocr:Chemical");
        counts.put("diseases", "?x a pfocr:Disease");
        counts.put("organisms", "?x a pfocr:Organism");
        counts.put("gene mentions", "?x a pfocr:GeneMention");
        counts.put("chemical mentions", "?x a pfocr:ChemicalMention");
        counts.put("disease mentions", "?x a pfocr:DiseaseMention");
        return counts;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (OpenGeneration generation = StoreFolder.existing(db).openCurrent()) {
            line(
                    out,
                    "generation",
                    generation.name() + " of " + generation.info().created());
            line(out, "figures", generation.info().figures());
            DatasetGraph dataset = generation.dataset();
            IdExecutor.attach(dataset);
            Txn.executeRead(dataset, () -> {
                COUNTS.forEach((name, pattern) -> rows(dataset, "SELECT (COUNT(?x) AS ?count) { " + pattern + " }")
                        .forEach((key, count) -> line(out, name, count)));
                line(out, "triples", generation.info().triples());
                generation.info().indexes().forEach((name, count) -> line(out, name, count));
                out.println("figures by year");
                rows(dataset, BY_YEAR).forEach((year, count) -> line(out, "  " + year, count));
                out.println("mentions by lexicon");
                rows(dataset, BY_LEXICON)
                        .forEach((lexicon, count) -> line(out, "  " + lexicon.replace(Pfocr.NS, ""), count));
            });
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static void line(PrintWriter out, String name, Object value) {
        out.println(String.format("%-24s %s", name, value));
    }

    private static Map<String, String> rows(DatasetGraph dataset, String query) {
        Map<String, String> rows = new LinkedHashMap<>();
        try (QueryExec execution = QueryExec.newBuilder()
                .dataset(dataset)
                .query(QueryFactory.create(Prefixes.PROLOGUE + query))
                .build()) {
            execution.select().forEachRemaining(row -> {
                Node key = row.get(Var.alloc("key"));
                rows.put(
                        key == null ? "" : key.getLiteralLexicalForm(),
                        row.get(Var.alloc("count")).getLiteralLexicalForm());
            });
        }
        return rows;
    }
}
