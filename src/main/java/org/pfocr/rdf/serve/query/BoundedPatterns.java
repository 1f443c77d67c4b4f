package org.pfocr.rdf.serve.query;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.optimize.Rewrite;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.expr.nodevalue.NodeValueOps;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * REGEX and REPLACE that end with their query. Some patterns take Java years for a text of forty letters, and ARQ looks at
 * a query's cancellation only between rows, so a few such queries would hold all of the server's turns for good. An object
 * belongs to one query and its thread.
 */
final class BoundedPatterns {
    private final AtomicBoolean cancel;
    private String regex = "";
    private @Nullable String flags;
    private @Nullable Pattern pattern;

    private BoundedPatterns(AtomicBoolean cancel) {
        this.cancel = cancel;
    }

    /** A rewriting of a query, which computes what is constant, with these functions in the place of ARQ's. */
    static Rewrite rewriting(Rewrite standard, Context context) {
        AtomicBoolean cancel = context.get(ARQConstants.symCancelQuery);
        if (cancel == null) {
            return standard;
        }
        ExprTransformCopy bounded = new ExprTransformCopy() {
            @Override
            public Expr transform(ExprFunctionN function, ExprList arguments) {
                return function instanceof E_Regex
                        ? new Regex(arguments, cancel)
                        : function instanceof E_StrReplace
                                ? new Replace(arguments, cancel)
                                : super.transform(function, arguments);
            }
        };
        return op -> standard.rewrite(Transformer.transform(new TransformCopy(), bounded, op));
    }

    /** A matcher whose text cannot be read any more once the query has ended. */
    private Matcher matcher(NodeValue text, NodeValue newRegex, @Nullable NodeValue newFlags) {
        String asked = string(newRegex);
        String askedFlags = newFlags == null ? null : string(newFlags);
        Pattern made = pattern; // Mostly the same for all rows.
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

    private static final class Regex extends E_Regex {
        private final AtomicBoolean cancel;
        private final BoundedPatterns patterns;

        Regex(ExprList arguments, AtomicBoolean cancel) {
            super(arguments.get(0), arguments.get(1), optional(arguments, 2));
            this.cancel = cancel;
            this.patterns = new BoundedPatterns(cancel);
        }

        @Override
        public NodeValue eval(List<NodeValue> arguments) {
            return NodeValue.booleanReturn(patterns.matcher(arguments.get(0), arguments.get(1), optional(arguments, 2))
                    .find());
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Regex(arguments, cancel);
        }
    }

    private static final class Replace extends E_StrReplace {
        private final AtomicBoolean cancel;
        private final BoundedPatterns patterns;

        Replace(ExprList arguments, AtomicBoolean cancel) {
            super(arguments.get(0), arguments.get(1), arguments.get(2), optional(arguments, 3));
            this.cancel = cancel;
            this.patterns = new BoundedPatterns(cancel);
        }

        /** Matches once with an end, and then as ARQ does, which takes no longer. */
        @Override
        public NodeValue eval(List<NodeValue> arguments) {
            Matcher matcher = patterns.matcher(arguments.get(0), arguments.get(1), optional(arguments, 3));
            boolean more;
            do {
                more = matcher.find();
            } while (more);
            return super.eval(arguments);
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Replace(arguments, cancel);
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
