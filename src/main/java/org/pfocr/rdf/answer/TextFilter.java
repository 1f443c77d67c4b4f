package org.pfocr.rdf.answer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterProcessBinding;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_Str;
import org.apache.jena.sparql.expr.E_StrContains;
import org.apache.jena.sparql.expr.E_StrLowerCase;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.util.NodeUtils;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.rows.IdBinding;
import org.pfocr.rdf.store.read.TermTable;

/**
 * A filter that looks for a fixed text in a variable's text: {@code CONTAINS(?x, "text")}, also of {@code LCASE} and
 * {@code STR}, and {@code REGEX(?x, "text")}, also with the flag {@code i}, where no character of the text means more than
 * itself. The stored bytes are searched without making a term of them. Whatever is not a plain string, and text in which
 * letters beyond ASCII could fold to ASCII letters, is left to ARQ's expression. For one thread.
 */
final class TextFilter extends QueryIterProcessBinding {
    /** What stands for itself in a regular expression, whatever its flags {@code i}. */
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9 ,:;/_'\"<>=@%&~!-]+");

    private static final Pattern NO_CAPITALS = Pattern.compile("[\\x00-@\\[-\\x7F]*");

    private final Expr expr;
    private final Var variable;
    private final byte[] wanted;
    private final boolean folds;
    /** How far the search can go on when the last byte it looked at is this one (R. N. Horspool, 1980). */
    private final int[] skips = new int[256];

    private final TermTable terms;

    /** @param folds whether capital letters of the text count as small ones; then {@code wanted} is ASCII without any */
    private TextFilter(
            QueryIterator input,
            Expr expr,
            Var variable,
            String wanted,
            boolean folds,
            TermTable terms,
            ExecutionContext context) {
        super(input, context);
        this.expr = expr;
        this.variable = variable;
        this.wanted = wanted.getBytes(StandardCharsets.UTF_8);
        this.folds = folds;
        this.terms = terms;
        Arrays.fill(skips, this.wanted.length);
        for (int i = 0; i < this.wanted.length - 1; i++) {
            skips[this.wanted[i] & 0xFF] = this.wanted.length - 1 - i;
        }
    }

    /** The rows for which an expression is true; null where the expression is of another kind. */
    static @Nullable QueryIterator of(QueryIterator input, Expr expr, TermTable terms, ExecutionContext context) {
        Expr text;
        String wanted;
        boolean folds;
        if (expr instanceof E_StrContains contains) {
            text = withoutStr(contains.getArg1());
            folds = text instanceof E_StrLowerCase;
            if (folds) {
                text = withoutStr(((ExprFunction1) text).getArg());
            }
            wanted = string(((ExprFunction2) contains).getArg2());
            if (wanted == null || (folds && !NO_CAPITALS.matcher(wanted).matches())) {
                return null;
            }
        } else if (expr instanceof E_Regex regex) {
            text = withoutStr(regex.getArg(1));
            wanted = string(regex.getArg(2));
            String flags = regex.getArg(3) == null ? "" : string(regex.getArg(3));
            if (wanted == null || flags == null || !LITERAL.matcher(wanted).matches()) {
                return null;
            }
            folds = flags.equals("i");
            if (folds) {
                wanted = asciiLowerCase(wanted);
            } else if (!flags.isEmpty()) {
                return null;
            }
        } else {
            return null;
        }
        boolean isEncodable = StandardCharsets.UTF_8.newEncoder().canEncode(wanted); // Halves of pairs are not.
        return text.isVariable() && isEncodable
                ? new TextFilter(input, expr, text.asVar(), wanted, folds, terms, context)
                : null;
    }

    private static Expr withoutStr(Expr expr) {
        return expr instanceof E_Str str ? str.getArg() : expr;
    }

    private static @Nullable String string(Expr expr) {
        Node constant = expr.isConstant() ? expr.getConstant().asNode() : null;
        return constant != null && NodeUtils.isSimpleString(constant) ? constant.getLiteralLexicalForm() : null;
    }

    @Override
    public @Nullable Binding accept(Binding row) {
        long id = IdBinding.id(row, variable);
        byte[] text = id == IdBinding.UNBOUND ? null : terms.plainText(id);
        boolean isTrue = text != null && find(text);
        if (!isTrue && (text == null || (folds && mayFold(text)))) {
            isTrue = expr.isSatisfied(row, getExecContext());
        }
        return isTrue ? row : null;
    }

    /** UTF-8 is self-synchronizing (RFC 3629, section 1): where the bytes are found, the characters are. */
    private boolean find(byte[] text) {
        if (wanted.length == 0) {
            return true;
        }
        int last = wanted.length - 1;
        for (int at = last; at < text.length; ) {
            byte b = folded(text[at]);
            if (b == wanted[last] && isAt(text, at - last)) {
                return true;
            }
            at += skips[b & 0xFF];
        }
        return false;
    }

    private boolean isAt(byte[] text, int at) {
        for (int i = 0; i < wanted.length - 1; i++) {
            if (folded(text[at + i]) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private byte folded(byte b) {
        return folds ? lowerCase(b) : b;
    }

    private static byte lowerCase(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    private static String asciiLowerCase(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            lower.setCharAt(i, c < 0x80 ? (char) lowerCase((byte) c) : c);
        }
        return lower.toString();
    }

    /**
     * Whether some letter beyond ASCII folds to an ASCII one: U+0130, U+0131, U+017F and U+212A do (Unicode Character
     * Database, CaseFolding.txt and SpecialCasing.txt).
     */
    private static boolean mayFold(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] < 0) {
                int lead = text[i] & 0xFF;
                if (lead == 0xC4
                        || lead == 0xC5
                        || (lead == 0xE2 && i + 1 < text.length && text[i + 1] == (byte) 0x84)) {
                    return true;
                }
            }
        }
        return false;
    }
}
