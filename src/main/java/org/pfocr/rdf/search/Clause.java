package org.pfocr.rdf.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.index.Fields;

/**
 * A part of what somebody typed.
 *
 * @param text without signs
 * @param field that it is looked for in; null for all
 */
record Clause(Sign sign, Type type, String text, @Nullable String field) {
    /** More are left out: nobody types so many. */
    private static final int MAX_CLAUSES = 50;

    private static final String QUOTES = "\"“”„«»";

    /** Whether a figure must have it. */
    enum Sign {
        WANTED,
        REQUIRED,
        FORBIDDEN
    }

    /** How it is looked for. */
    enum Type {
        WORD,
        PHRASE,
        PREFIX,
        PATTERN,
        SIMILAR
    }

    /**
     * What a text asks for.
     *
     * @param isAny whether one of the clauses is enough, as the text says by OR
     */
    record Parsed(List<Clause> clauses, boolean isAny) {}

    /**
     * Reads what somebody typed: words, {@code +must -not "a phrase" begin*}, AND, OR and NOT. Whatever it is, it is no error:
     * signs that mean nothing where they stand are left out.
     */
    static Parsed parsed(String text) {
        List<Clause> clauses = new ArrayList<>();
        boolean isAny = false;
        boolean isNext = false;
        Sign next = Sign.WANTED;
        int at = 0;
        while (at < text.length() && clauses.size() < MAX_CLAUSES) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '(' || c == ')') {
                at++;
                continue;
            }
            Sign sign = isNext ? next : Sign.WANTED;
            boolean isSign =
                    (c == '+' || c == '-' || c == '!') && at + 1 < text.length() && isStart(text.charAt(at + 1));
            if (isSign) {
                sign = c == '+' ? Sign.REQUIRED : Sign.FORBIDDEN;
                at++;
            }
            String field = null;
            int colon = fieldEnd(text, at);
            if (colon > 0) {
                field = field(text.substring(at, colon));
                at = field == null ? at : colon + 1;
            }
            if (at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0) {
                int end = at + 1;
                while (end < text.length() && QUOTES.indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                add(clauses, sign, Type.PHRASE, text.substring(at + 1, end), field);
                at = end + 1;
                // How near the words must be, and how much they count, is left out.
                while (at < text.length() && "~^.0123456789".indexOf(text.charAt(at)) >= 0) {
                    at++;
                }
            } else {
                int end = at;
                while (end < text.length()
                        && !Character.isWhitespace(text.charAt(end))
                        && QUOTES.indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                String word = text.substring(at, end);
                at = Math.max(end, at + (end == at ? 1 : 0));
                boolean isLast = text.substring(at).isBlank();
                if (!isSign && !isLast && word.equals("NOT")) {
                    isNext = true;
                    next = Sign.FORBIDDEN;
                    continue;
                }
                if (!isSign && !isLast && !clauses.isEmpty() && word.equals("OR")) {
                    isAny = true;
                    continue;
                }
                if (!isSign && !isLast && !clauses.isEmpty() && (word.equals("AND") || word.equals("&&"))) {
                    Clause last = clauses.remove(clauses.size() - 1);
                    clauses.add(last.sign == Sign.WANTED ? last.with(Sign.REQUIRED) : last);
                    isNext = true;
                    next = Sign.REQUIRED;
                    continue;
                }
                word(clauses, sign, word, field);
            }
            isNext = false;
        }
        return new Parsed(clauses, isAny);
    }

    private Clause with(Sign other) {
        return new Clause(other, type, text, field);
    }

    private static boolean isStart(char c) {
        return !Character.isWhitespace(c) && c != '-' && c != '+';
    }

    /** Where a name of a field before a colon ends; 0 where there is none. */
    private static int fieldEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
            at++;
        }
        boolean isField = at > from && at + 1 < text.length() && text.charAt(at) == ':';
        return isField && !Character.isWhitespace(text.charAt(at + 1)) ? at : 0;
    }

    private static @Nullable String field(String name) {
        return switch (name) {
            case "title" -> Fields.TITLE;
            case "caption", "description" -> Fields.CAPTION;
            case "paper" -> Fields.PAPER;
            case "keyword", "keywords" -> Fields.KEYWORD;
            case "name" -> Fields.NAMES;
            case "word", "symbol", "gene" -> Fields.SYMBOL;
            case "id", "doi", "pmid", "pmcid" -> Fields.ID;
            default -> null;
        };
    }

    private static void word(List<Clause> clauses, Sign sign, String word, @Nullable String field) {
        String text = word.replaceAll("\\^[0-9.]*[)]*$", "").replaceAll("[()\\[\\]{},;!?]+$", "");
        if (text.endsWith("*") && text.indexOf('*') == text.length() - 1) {
            add(clauses, sign, Type.PREFIX, text.substring(0, text.length() - 1), field);
        } else if (text.indexOf('*') >= 0) {
            add(clauses, sign, Type.PATTERN, text, field);
        } else if (text.matches(".*~[0-9.]*")) {
            add(clauses, sign, Type.SIMILAR, text.substring(0, text.lastIndexOf('~')), field);
        } else {
            add(clauses, sign, Type.WORD, text, field);
        }
    }

    private static void add(List<Clause> clauses, Sign sign, Type type, String text, @Nullable String field) {
        if (text.chars().anyMatch(Character::isLetterOrDigit)) {
            clauses.add(new Clause(sign, type, text.strip(), field));
        }
    }
}
