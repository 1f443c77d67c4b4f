package org.pfocr.rdf.serve.mcp.tool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonString;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.schema.QueryCheck;
import org.pfocr.rdf.serve.api.Parameter;
import org.pfocr.rdf.serve.api.Values;
import org.pfocr.rdf.serve.query.BoundedRun;
import org.pfocr.rdf.serve.query.QueryReader;
import org.pfocr.rdf.vocab.Prefixes;

/** Any query, within the bounds of the server's endpoint. */
public final class RunSparql implements Tool {
    private static final int MOST_ROWS = 500;
    /** Of rows that are told of; more would fill an agent's memory. */
    private static final int MOST_CHARACTERS = 16_000;

    private static final int MOST_OF_CELL = 1_000;
    /** Rows are counted up to here. */
    private static final int MOST_COUNTED = 1_000_000;

    @Override
    public String name() {
        return "run_sparql";
    }

    @Override
    public String title() {
        return "Run a SPARQL query";
    }

    @Override
    public String description() {
        return "Runs a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT or DESCRIBE; nothing can be written). For questions that no"
                + " other tool answers: counts, groups, joins. See example_queries and describe_schema first, declare"
                + " prefixes, and use IRIs of find_entity. Rows beyond limit are left out and total says how many there"
                + " are, so that no COUNT query is needed. Where the answer is empty, hints say what of the query does not"
                + " fit the data.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("query", "The query, with its PREFIX lines.").ofAtMost(100_000),
                Parameter.number("limit", 30, 1, MOST_ROWS, "How many rows to tell of."));
    }

    @Override
    public JsonObject schema() {
        return Json.schema(
                "columns",
                "string[]",
                "rows",
                "string[][]",
                "total",
                "integer",
                "answer",
                "boolean",
                "turtle",
                "string",
                "note",
                "string",
                "hints",
                "string[]");
    }

    @Override
    public JsonObject answer(Values values, Asked asked) {
        Query query = QueryReader.read(values.required("query"));
        // ARQ changes a query's FROM clauses while it runs.
        List<String> hints = QueryCheck.of(QueryReader.read(values.required("query")), asked.dataset());
        int limit = values.number("limit");
        JsonObject answer = new JsonObject();
        try (QueryExec execution = BoundedRun.of(query, asked.dataset(), asked.running(), asked.options())) {
            if (query.isAskType()) {
                answer.put("answer", execution.ask());
            } else if (query.isSelectType()) {
                rows(execution.select(), limit, answer);
            } else {
                triples(query.isDescribeType() ? execution.describe() : execution.construct(), limit, answer);
            }
        }
        boolean isEmpty = query.isAskType()
                ? !answer.get("answer").getAsBoolean().value()
                : answer.get("total").getAsNumber().value().longValue() == 0;
        // A count of nothing is one row.
        boolean isNothing =
                answer.hasKey("rows") && answer.get("rows").toString().matches("\\[\\s*\\[\\s*\"0?\"\\s*]\\s*]");
        if ((isEmpty || isNothing) && !hints.isEmpty()) {
            answer.put("hints", Json.texts(hints));
        }
        return answer;
    }

    private static void rows(RowSet found, int limit, JsonObject answer) {
        JsonArray rows = new JsonArray();
        long total = 0;
        int characters = 0;
        while (found.hasNext() && total < MOST_COUNTED) {
            Binding row = found.next();
            if (rows.size() == total && total < limit && characters < MOST_CHARACTERS) {
                JsonArray cells = new JsonArray();
                for (Var column : found.getResultVars()) {
                    String cell = cell(row.get(column));
                    characters += cell.length();
                    cells.add(new JsonString(cell));
                }
                rows.add(cells);
            }
            total++;
        }
        answer.put(
                "columns",
                Json.texts(found.getResultVars().stream().map(Var::getName).toList()));
        answer.put("rows", rows);
        answer.put("total", total);
        if (found.hasNext()) {
            answer.put("note", "There are more rows than " + MOST_COUNTED + ", which were not counted.");
        } else if (rows.size() < total) {
            answer.put("note", "Rows " + (rows.size() + 1) + " to " + total + " are left out.");
        }
    }

    /** A value as a person writes it; empty where there is none. */
    private static String cell(@Nullable Node value) {
        if (value == null) {
            return "";
        }
        String text =
                value.isLiteral() ? value.getLiteralLexicalForm() : value.isURI() ? value.getURI() : value.toString();
        return text.length() > MOST_OF_CELL ? text.substring(0, MOST_OF_CELL) + " …" : text;
    }

    private static void triples(Graph graph, int limit, JsonObject answer) {
        Graph shown = GraphFactory.createDefaultGraph();
        Prefixes.ALL.forEach(shown.getPrefixMapping()::setNsPrefix);
        graph.find().forEachRemaining(triple -> {
            if (shown.size() < limit) {
                shown.add(triple);
            }
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RDFDataMgr.write(out, shown, Lang.TURTLE);
        String turtle = out.toString(StandardCharsets.UTF_8)
                .replaceAll("(?m)^PREFIX .*\\R", "")
                .strip();
        answer.put("turtle", turtle.length() > MOST_CHARACTERS ? turtle.substring(0, MOST_CHARACTERS) + " …" : turtle);
        answer.put("total", graph.size());
        if (shown.size() < graph.size()) {
            answer.put("note", "Told of " + shown.size() + " of " + graph.size() + " triples; raise limit for more.");
        }
    }
}
