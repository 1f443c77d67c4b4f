package org.pfocr.rdf.serve.query;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.aggregate.AggCustom;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.vocab.Prefixes;

/** From a query's text to the query, with errors that say where and what. Stateless. */
public final class QueryReader {
    private static final Pattern LEXICAL_ERROR = Pattern.compile(
            "Lexical error at line (\\d{1,8}), column (\\d{1,8})\\..*?(?:after prefix \"(.*)\")?$", Pattern.DOTALL);

    /** Where the parser's message says that it stopped; the exception may have the place of the last good word. */
    private static final Pattern PLACE = Pattern.compile("^Encountered .*? at line (\\d{1,8}), column (\\d{1,8})\\.");

    /** The parser's own note of a place, which the answer gives in its own words. */
    private static final Pattern LEADING_PLACE = Pattern.compile("^Line:? \\d+, column:? \\d+:\\s*");

    private static final Pattern UNDECLARED = Pattern.compile("^Unresolved prefixed name: ([^:\\s]*):.*");

    private static final Pattern COMMENT = Pattern.compile("#.*");

    /** What an update is answered with. */
    static final String UPDATE = "This is an update, and nothing can be written here.";

    /** What only an update begins with (SPARQL 1.1 Update, section 3). */
    private static final Set<String> UPDATES =
            Set.of("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD");

    private static final int MAX_TOKEN = 40;
    private static final int MAX_PARSER_MESSAGE = 300;

    private QueryReader() {}

    /**
     * Reads a query.
     *
     * @throws Refusal with status 400 that names line, column and word where it is none, or the bound that it is beyond
     */
    public static Query read(String text) {
        QueryText.check(text);
        if (COMMENT.matcher(text).replaceAll("").isBlank()) {
            throw new Refusal(Problem.of(HttpServletResponse.SC_BAD_REQUEST, "Empty query", "The query is empty."));
        }
        try {
            // Of ARQ's extensions, some take time without end, and some answer with a failure.
            Query query = QueryFactory.create(text, "https://pfocr.wikipathways.org/", Syntax.syntaxSPARQL_11);
            query.getAggregators().forEach(QueryReader::checkAggregate);
            return query;
        } catch (QueryParseException e) {
            throw new Refusal(e.getCause() instanceof StackOverflowError ? Problem.nested() : syntax(text, e));
        } catch (QueryException e) {
            throw e.getCause() instanceof StackOverflowError
                    ? new Refusal(Problem.nested())
                    : new Refusal(Problem.of(
                            HttpServletResponse.SC_BAD_REQUEST, "Syntax error", String.valueOf(e.getMessage())));
        } catch (StackOverflowError e) {
            throw new Refusal(Problem.nested());
        }
    }

    /** ARQ takes any function with DISTINCT for an aggregate, which it does not have. */
    private static void checkAggregate(ExprAggregator aggregate) {
        if (aggregate.getAggregator() instanceof AggCustom custom) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Syntax error",
                    "There is no aggregate <" + custom.getIRI()
                            + "> here. There are COUNT, SUM, MIN, MAX, AVG, SAMPLE and" + " GROUP_CONCAT."));
        }
    }

    private static Problem syntax(String text, QueryParseException e) {
        String message = e.getMessage() == null
                ? ""
                : LEADING_PLACE
                        .matcher(e.getMessage().strip().replaceAll("\\s+", " "))
                        .replaceFirst("");
        String shown =
                message.length() > MAX_PARSER_MESSAGE ? message.substring(0, MAX_PARSER_MESSAGE) + " …" : message;
        int line = e.getLine();
        int column = e.getColumn();
        Matcher place = PLACE.matcher(message);
        if (place.find()) {
            line = Integer.parseInt(place.group(1));
            column = Integer.parseInt(place.group(2));
        }
        Matcher lexical = LEXICAL_ERROR.matcher(message);
        if (lexical.find()) { // Then the exception has the place of the last good word.
            line = Integer.parseInt(lexical.group(1));
            String prefix = lexical.group(3) == null ? "" : lexical.group(3);
            column = Math.max(1, Integer.parseInt(lexical.group(2)) - prefix.length());
        }
        if (line < 1 || column < 1) {
            return Problem.of(HttpServletResponse.SC_BAD_REQUEST, "Syntax error", shown);
        }
        String token = message.startsWith("Encountered \"<EOF>\"") ? "" : token(text, line, column);
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            shown = Prefixes.undeclared(undeclared.group(1));
        }
        if (UPDATES.contains(token.toUpperCase(Locale.ROOT))) {
            shown = UPDATE;
        }
        return new Problem(
                HttpServletResponse.SC_BAD_REQUEST,
                "Syntax error",
                "Line " + line + ", column " + column + ", at " + (token.isEmpty() ? "the end" : "'" + token + "'")
                        + ": " + shown,
                Map.of("line", line, "column", column, "token", token));
    }

    /** The word at a place of the text; nothing at the text's end. */
    private static String token(String text, int line, int column) {
        String rest = text.lines()
                .skip(line - 1L)
                .findFirst()
                .filter(found -> column <= found.length())
                .map(found -> found.substring(column - 1))
                .orElse("");
        String word = rest.split("\\s", 2)[0];
        return word.length() > MAX_TOKEN ? word.substring(0, MAX_TOKEN) : word;
    }
}
