package org.pfocr.rdf.serve.bound;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.expr.NodeValue;
import org.pfocr.rdf.serve.http.Problem;

/**
 * What a value may be that a query makes. A value beyond it ends the query: without that, one function call can be the
 * work of hours, during which nothing can stop it. Immutable; for one query.
 *
 * @param maxCharacters of a text
 * @param maxDigits of a number, and characters of a date, a time or a duration
 * @param end ends the query for a reason: an exception alone would be taken for "no" by a filter
 */
public record Bounds(int maxCharacters, int maxDigits, Consumer<Problem> end) {
    /** What takes more than one look at each character: an IRI, a pattern, a text to be normalized or compared by a collation. */
    static final int SHORT = 10_000;
    /** Decimal digits of a binary one: log10(2). */
    private static final double DIGITS_PER_BIT = 0.30103;

    /** Checks the length of a text that is about to be made, or was made of texts that were not too long. */
    void text(String function, long characters) {
        if (characters > maxCharacters) {
            throw tooLong(function, "a text of more than", maxCharacters, "characters");
        }
    }

    /** Ends the query for a function that must not be called so. */
    QueryCancelledException refuse(int status, String title, String why) {
        end.accept(Problem.of(status, title, why));
        return new QueryCancelledException();
    }

    /** Checks a text that the work of a function grows with. */
    void brief(String function, NodeValue argument) {
        brief(function, length(argument));
    }

    void brief(String function, long characters) {
        if (characters > SHORT) {
            throw tooLong(function, "a text of more than", SHORT, "characters");
        }
    }

    /** Checks what is about to be read as a number, a date, a time or a duration. */
    void lexical(String function, NodeValue argument) {
        boolean isRead = argument.hasNode() && argument.getNode().isLiteral();
        if (isRead && argument.getNode().getLiteralLexicalForm().length() > maxDigits) {
            throw tooLong(function, "a number or a time of more than", maxDigits, "characters");
        }
    }

    /** The same number, if it has not too many digits. */
    NodeValue number(String function, NodeValue made) {
        long digits = 0;
        if (made.isInteger()) {
            digits = (long) (made.getInteger().bitLength() * DIGITS_PER_BIT);
        } else if (made.isDecimal()) {
            BigDecimal decimal = made.getDecimal();
            digits = Math.max(decimal.precision(), Math.abs((long) decimal.scale()));
        }
        digits(function, (double) digits);
        return made;
    }

    /** Checks the digits of a number that is about to be made. */
    void digits(String function, double digits) {
        if (digits > maxDigits) {
            throw tooLong(function, "a number of more than", maxDigits, "digits");
        }
    }

    /** Characters of a value; 0 where it is a number that has no text yet. */
    static long length(NodeValue value) {
        if (!value.hasNode()) {
            return value.isString() ? value.getString().length() : 0;
        }
        return value.getNode().isLiteral()
                ? value.getNode().getLiteralLexicalForm().length()
                : value.getNode().isURI() ? value.getNode().getURI().length() : 0;
    }

    private QueryCancelledException tooLong(String function, String what, int limit, String unit) {
        end.accept(new Problem(
                Problem.UNPROCESSABLE,
                "Value too large",
                function + " was given or would make " + what + " " + limit + " " + unit + ", which is the limit.",
                Map.of("limit", limit)));
        return new QueryCancelledException();
    }
}
