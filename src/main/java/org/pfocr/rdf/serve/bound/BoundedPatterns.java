package org.pfocr.rdf.serve.bound;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.expr.nodevalue.NodeValueOps;
import org.jspecify.annotations.Nullable;

/**
 * REGEX and REPLACE that end with their query. Some patterns take Java years for a text of forty letters, and ARQ looks at
 * a query's cancellation only between rows, so a few such queries would hold all of the server's turns for good. An object
 * belongs to one query and its thread.
 */
final class BoundedPatterns {
    private final AtomicBoolean cancel;
    private final Bounds bounds;
    private String regex = "";
    private @Nullable String flags;
    private @Nullable Pattern pattern;

    private BoundedPatterns(AtomicBoolean cancel, Bounds bounds) {
        this.cancel = cancel;
        this.bounds = bounds;
    }

    /** A matcher whose text cannot be read any more once the query has ended. */
    private Matcher matcher(NodeValue text, NodeValue newRegex, @Nullable NodeValue newFlags) {
        String asked = string(newRegex);
        String askedFlags = newFlags == null ? null : string(newFlags);
        Pattern made = pattern; // Mostly the same for all rows.
        bounds.brief("A pattern", asked.length());
        if (made == null || !asked.equals(regex) || !Objects.equals(askedFlags, flags)) {
            made = RegexEngine.makePattern("REGEX", asked, askedFlags);
            pattern = made;
            regex = asked;
            flags = askedFlags;
        }
        return made.matcher(new Text(string(text), cancel));
    }

    private static String string(NodeValue value) {
        return NodeValueOps.checkAndGetStringLiteral("REGEX", value).getLiteralLexicalForm();
    }

    private static @Nullable Expr optional(ExprList arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static @Nullable NodeValue optional(List<NodeValue> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    static final class Regex extends E_Regex {
        private final AtomicBoolean cancel;
        private final Bounds bounds;
        private final BoundedPatterns patterns;

        Regex(ExprList arguments, AtomicBoolean cancel, Bounds bounds) {
            super(arguments.get(0), arguments.get(1), optional(arguments, 2));
            this.cancel = cancel;
            this.bounds = bounds;
            this.patterns = new BoundedPatterns(cancel, bounds);
        }

        @Override
        public NodeValue eval(List<NodeValue> arguments) {
            return NodeValue.booleanReturn(patterns.matcher(arguments.get(0), arguments.get(1), optional(arguments, 2))
                    .find());
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Regex(arguments, cancel, bounds);
        }
    }

    static final class Replace extends E_StrReplace {
        private final AtomicBoolean cancel;
        private final BoundedPatterns patterns;
        private final Bounds bounds;

        Replace(ExprList arguments, AtomicBoolean cancel, Bounds bounds) {
            super(arguments.get(0), arguments.get(1), arguments.get(2), optional(arguments, 3));
            this.cancel = cancel;
            this.patterns = new BoundedPatterns(cancel, bounds);
            this.bounds = bounds;
        }

        /** As ARQ does it, which replaces the first of several matches of an empty text only. */
        @Override
        public NodeValue eval(List<NodeValue> arguments) {
            NodeValue text = arguments.get(0);
            String replacement = TextFunctions.checked("REPLACE", arguments.get(2));
            Matcher matcher = patterns.matcher(text, arguments.get(1), optional(arguments, 3));
            StringBuilder made = new StringBuilder();
            boolean isFound = false;
            try {
                while (matcher.find()) {
                    if (!isFound || matcher.start() < matcher.end()) {
                        matcher.appendReplacement(made, replacement);
                        bounds.text("REPLACE", made.length());
                    }
                    isFound = true;
                }
                matcher.appendTail(made);
            } catch (IndexOutOfBoundsException
                    | IllegalArgumentException e) { // A group that the pattern does not have.
                throw new ExprEvalException("REPLACE", e);
            }
            bounds.text("REPLACE", made.length());
            return isFound ? TextFunctions.like(text, made.toString()) : text;
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Replace(arguments, cancel, bounds);
        }
    }

    private record Text(CharSequence text, AtomicBoolean cancel) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (cancel.get()) {
                throw new QueryCancelledException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Text(text.subSequence(start, end), cancel);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
