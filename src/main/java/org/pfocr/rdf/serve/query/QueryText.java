package org.pfocr.rdf.serve.query;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;

/**
 * Looks over a query's text once, before it is parsed: the parser takes time that grows with the square of the length of a
 * comment, a name or a number. It need not be exact where the text is no query; the parser says what is wrong then. An object
 * is for one text and one thread.
 */
final class QueryText {
    private static final int MAX_TEXT = 200_000;
    private static final int MAX_COMMENT = 100_000;
    private static final int MAX_NAME = 10_000;
    private static final int MAX_DIGITS = 1_000;
    /** Of a text with a datatype, which is read as a number or a time. */
    private static final int MAX_TYPED = 1_000;

    private static final int MAX_VARIABLES = 1_000;
    private static final int MAX_WORDS = 250_000;
    /** Signs between the steps of paths, and between numbers. */
    private static final int MAX_STEPS = 2_000;

    /** Lists and maps in literals, which nest without bound. */
    private static final String COMPOSITE = "http://w3id.org/awslabs/neptune/SPARQL-CDTs/";

    private static final String NOT_IN_IRI = "<>\"{}|^`\\";

    private final String text;
    private final Set<String> variables = new HashSet<>();
    private int words;
    private int steps;

    private QueryText(String text) {
        this.text = text;
    }

    /**
     * Checks the lengths and numbers of what a query consists of.
     *
     * @throws Refusal with status 400 that names the bound
     */
    static void check(String text) {
        new QueryText(text).check();
    }

    private void check() {
        int at = 0;
        while (at < text.length()) {
            int end = end(at);
            if (!Character.isWhitespace(text.charAt(at)) && text.charAt(at) != '#' && ++words > MAX_WORDS) {
                throw tooLarge(at, "The query has more words and signs than", MAX_WORDS);
            }
            at = end;
        }
    }

    /** Where the word ends that begins somewhere. */
    private int end(int from) {
        char first = text.charAt(from);
        if (first == '#') {
            return checked(from, endOfComment(from), "A comment", MAX_COMMENT);
        }
        if (first == '"' || first == '\'') {
            return string(from, first);
        }
        if (first == '<') {
            return iri(from);
        }
        if ((first == '?' || first == '$') && from + 1 < text.length() && isOfName(text.charAt(from + 1))) {
            int end = checked(from, endOfName(from + 1), "A variable's name", MAX_NAME);
            if (variables.add(text.substring(from + 1, end)) && variables.size() > MAX_VARIABLES) {
                throw tooLarge(from, "The query has more variables than", MAX_VARIABLES);
            }
            return end;
        }
        if (isDigit(first)) {
            return checked(from, endOfNumber(from), "A number", MAX_DIGITS);
        }
        if (isStep(from) && ++steps > MAX_STEPS) {
            throw tooLarge(from, "The query has more steps of paths, or divisions, than", MAX_STEPS);
        }
        return isOfName(first) ? checked(from, endOfName(from), "A name", MAX_NAME) : from + 1;
    }

    /** The logical "or" has two of its signs, and the datatype of a text as well. */
    private boolean isStep(int at) {
        char c = text.charAt(at);
        boolean isDouble = (at > 0 && text.charAt(at - 1) == c) || (at + 1 < text.length() && text.charAt(at + 1) == c);
        return c == '/' || ((c == '|' || c == '^') && !isDouble);
    }

    private int string(int from, char quote) {
        String three = String.valueOf(quote).repeat(3);
        boolean isLong = text.startsWith(three, from);
        int at = from + (isLong ? 3 : 1);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at += 2;
            } else if (isLong ? c == quote && text.startsWith(three, at) : c == quote || c == '\n' || c == '\r') {
                break;
            } else {
                at++;
            }
        }
        int end = Math.min(text.length(), at + (isLong ? 3 : 1));
        checked(from, end, "A text", MAX_TEXT);
        if (end - from > MAX_TYPED && text.startsWith("^^", end)) {
            int endOfType = end + 2 < text.length() ? end(end + 2) : end;
            String type = text.substring(end, endOfType);
            if (!type.endsWith("string") && !type.endsWith("string>")) {
                checked(from, end, "A text with a datatype", MAX_TYPED);
            }
        }
        return end;
    }

    private int iri(int from) {
        int at = from + 1;
        while (at < text.length() && text.charAt(at) > ' ' && NOT_IN_IRI.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == text.length() || text.charAt(at) != '>') {
            return from + 1; // Less than.
        }
        if (text.startsWith(COMPOSITE, from + 1)) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Syntax error",
                    "Line " + line(from)
                            + ": lists and maps in literals are no part of SPARQL 1.1 and not known here."));
        }
        return checked(from, at + 1, "An IRI", MAX_NAME);
    }

    private int endOfComment(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private int endOfName(int from) {
        int at = from;
        while (at < text.length() && (isOfName(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private int endOfNumber(int from) {
        int at = from;
        while (at < text.length() && (isDigit(text.charAt(at)) || "eE.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || isDigit(c)
                || c == '_'
                || c == ':'
                || c == '%'
                || c == '\\'
                || c == '@'
                || c == '-'
                || c == '.'
                || c > 0x7F;
    }

    private int checked(int from, int end, String what, int limit) {
        if (end - from > limit + 8) { // Quotes, brackets and the like are free.
            throw tooLarge(from, what + " has more characters than", limit);
        }
        return end;
    }

    private Refusal tooLarge(int at, String what, int limit) {
        return new Refusal(new Problem(
                HttpServletResponse.SC_BAD_REQUEST,
                "Query too large",
                "Line " + line(at) + ": " + what + " " + limit + ", which is the limit.",
                Map.of("limit", limit, "line", line(at))));
    }

    private int line(int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
