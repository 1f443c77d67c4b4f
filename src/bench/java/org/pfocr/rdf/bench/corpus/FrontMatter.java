package org.pfocr.rdf.bench.corpus;

/** Writes YAML as the database's own writer does: long text folded at 80 characters, quoted where it must be. */
final class FrontMatter {

    private static final int WIDTH = 80;

    private final StringBuilder out = new StringBuilder(8_000).append("---\n");

    FrontMatter field(String name, String value) {
        return field("", name, value);
    }

    FrontMatter field(String indent, String name, String value) {
        out.append(indent).append(name).append(": ");
        text(value, indent.length() + name.length() + 2, " ".repeat(indent.length() + 2));
        out.append('\n');
        return this;
    }

    FrontMatter line(String line) {
        out.append(line).append('\n');
        return this;
    }

    FrontMatter item(String indent, String value) {
        out.append(indent).append("- ");
        text(value, indent.length() + 2, indent + "  ");
        out.append('\n');
        return this;
    }

    private void text(String value, int column, String indent) {
        boolean quoted = mustBeQuoted(value);
        if (!quoted && value.length() + column < WIDTH) {
            out.append(value);
            return;
        }
        String written = quoted ? "'" + value.replace("'", "''") + "'" : value;
        int at = column;
        int from = 0;
        while (from < written.length()) {
            int space = written.indexOf(' ', from);
            int end = space < 0 ? written.length() : space;
            out.append(written, from, end);
            at += end - from;
            from = end + 1;
            if (space < 0) {
                break;
            }
            // Only a single space may become the end of a line, since folding gives back one.
            boolean single = from < written.length() && written.charAt(from) != ' ' && written.charAt(end - 1) != ' ';
            if (at >= WIDTH && single && written.charAt(from) != '\'') {
                out.append('\n').append(indent);
                at = indent.length();
            } else {
                out.append(' ');
                at++;
            }
        }
    }

    private static boolean mustBeQuoted(String value) {
        char first = value.isEmpty() ? ' ' : value.charAt(0);
        if (!Character.isLetterOrDigit(first) && first != '/' && first != '.') {
            return true;
        }
        char last = value.charAt(value.length() - 1);
        if (last == ' ' || last == ':') {
            return true;
        }
        return value.contains(": ") || value.contains(" #") || value.chars().allMatch(Character::isDigit);
    }

    @Override
    public String toString() {
        return out + "---\n";
    }
}
