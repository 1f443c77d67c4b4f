package org.pfocr.rdf.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.Constructed;
import org.pfocr.rdf.answer.Explanation;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.schema.QueryCheck;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.search.query.TextFunctions;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.query.SetFunctions;
import org.pfocr.rdf.sink.ResultsXml;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.vocab.Prefixes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "query",
        description = "Asks a store a SPARQL query. Works while the store is served or loaded.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: pfocr-rdf query --db store -e 'SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }'",
            "",
            ExitCode.HELP
        })
final class QueryCommand implements Callable<Integer> {
    private static final Pattern POSITION = Pattern.compile("at line (\\d+), column (\\d+)");

    /** The parser's own note of a place, which the message begins with. */
    private static final String LEADING_PLACE = "^Line:? \\d+, column:? \\d+:\\s*";

    private static final Pattern UNDECLARED = Pattern.compile("^Unresolved prefixed name: ([^:\\s]*):.*");
    private static final int MAX_SHOWN = 60;

    enum Results {
        TEXT,
        CSV,
        TSV,
        JSON,
        XML
    }

    @Option(names = "--db", required = true, paramLabel = "DIR", description = "The store.")
    private Path db = Path.of("");

    @Parameters(arity = "0..1", paramLabel = "FILE.rq", description = "A file with the query.")
    private @Nullable Path file;

    @Option(
            names = {"-e", "--query"},
            paramLabel = "QUERY",
            description = "The query itself.")
    private @Nullable String text;

    @Option(
            names = "--results",
            paramLabel = "FORMAT",
            description =
                    "text, csv, tsv, json or xml, for SELECT and ASK; graphs are written as Turtle." + " Default: text")
    private Results results = Results.TEXT;

    @Option(
            names = "--check",
            description =
                    "Ask nothing; say what of the query does not fit the data of the store, such as terms that are not"
                            + " there, and what is near. Ends with 1 where there is something.")
    private boolean check;

    @Option(
            names = "--explain",
            description =
                    "Answer the query, but write how that was done in place of the answer: each operation with the rows that"
                            + " it gave, the rows that the planner expected, and its time.")
    private boolean explain;

    @Override
    public Integer call() throws Exception {
        Query query = parsed();
        StoreFolder store = StoreFolder.existing(db);
        try (OpenGeneration generation = store.openCurrent();
                OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
            DatasetGraph dataset = generation.dataset();
            IdExecutor.attach(dataset);
            Search search = Search.open(generation);
            if (search != null) {
                search.attach(dataset);
            }
            TextFunctions.allow(dataset.getContext());
            SetFunctions.attach(dataset, Sets.open(generation));
            SetFunctions.allow(dataset.getContext());
            if (check) {
                List<String> hints = Txn.calculateRead(dataset, () -> QueryCheck.of(query, dataset));
                for (String hint : hints) {
                    out.write((hint + "\n").getBytes(StandardCharsets.UTF_8));
                }
                return hints.isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
            }
            IOException[] failure = new IOException[1];
            QueryBuildException[] wrong = new QueryBuildException[1];
            Txn.executeRead(dataset, () -> {
                Context context = Context.mergeCopy(ARQ.getContext(), dataset.getContext());
                Explanation explanation = explain ? Explanation.of(query, context) : null;
                try (QueryExec execution = QueryExec.newBuilder()
                        .dataset(dataset)
                        .query(query)
                        .context(context)
                        .build()) {
                    write(execution, query, explanation == null ? out : OutputStream.nullOutputStream());
                    if (explanation != null) {
                        out.write(explanation.text().getBytes(StandardCharsets.UTF_8));
                    }
                } catch (IOException e) {
                    failure[0] = e;
                } catch (QueryBuildException e) {
                    wrong[0] = e;
                }
            });
            if (failure[0] != null) {
                throw failure[0];
            }
            if (wrong[0] != null) {
                throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong[0].getMessage()), wrong[0]);
            }
        }
        return ExitCode.DONE;
    }

    private static String shortened(String text) {
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + " …" : text;
    }

    private Query parsed() throws CommandFailure, IOException {
        Path path = file;
        if ((path == null) == (text == null)) {
            throw new CommandFailure(ExitCode.USAGE, "give the query as FILE.rq or with -e, one of the two");
        }
        String query;
        if (path == null) {
            query = String.valueOf(text);
        } else {
            if (!Files.isRegularFile(path)) {
                throw new CommandFailure(
                        ExitCode.USAGE, shortened(path.toString()) + ": no such file; the query itself goes behind -e");
            }
            query = Files.readString(path, StandardCharsets.UTF_8);
        }
        try {
            return QueryFactory.create(query);
        } catch (QueryParseException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, syntaxError(path == null ? "query" : path.toString(), query, e), e);
        }
    }

    /** Names line and column as the parser's message does; its own fields give where the token before ends. */
    private static String syntaxError(String where, String query, QueryParseException e) {
        if (query.replaceAll("#.*", "").isBlank()) {
            return where + ": the query is empty";
        }
        String message =
                String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ").replaceFirst(LEADING_PLACE, "");
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            message = Prefixes.undeclared(undeclared.group(1));
        }
        int expected = message.indexOf(" Was expecting");
        String what = expected < 0 ? message : message.substring(0, expected);
        Matcher at = POSITION.matcher(message);
        return at.find()
                ? where + ":" + at.group(1) + ":" + at.group(2) + ": " + what
                : where + ":" + e.getLine() + ":" + e.getColumn() + ": " + what;
    }

    private void write(QueryExec execution, Query query, OutputStream out) throws IOException {
        if (query.isAskType()) {
            boolean answer = execution.ask();
            if (results == Results.TEXT) {
                out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            } else if (results == Results.XML) {
                ResultsXml.write(out, answer);
            } else {
                ResultSetFormatter.output(out, answer, lang());
            }
        } else if (query.isSelectType()) {
            RowSet found = execution.select();
            ResultSet rows = ResultSet.adapt(found);
            if (results == Results.TEXT) {
                ResultSetFormatter.out(out, rows, query);
            } else if (results == Results.XML) {
                ResultsXml.write(out, found);
            } else {
                ResultSetMgr.write(out, rows, lang());
            }
        } else if (query.isConstructQuad()) {
            RDFDataMgr.write(out, Constructed.quads(execution, query), RDFFormat.TRIG_BLOCKS);
        } else {
            RDFDataMgr.write(
                    out,
                    query.isDescribeType() ? execution.describe() : execution.construct(),
                    RDFFormat.TURTLE_PRETTY);
        }
        out.flush();
    }

    private Lang lang() {
        return switch (results) {
            case CSV -> ResultSetLang.RS_CSV;
            case TSV -> ResultSetLang.RS_TSV;
            default -> ResultSetLang.RS_JSON;
        };
    }
}
