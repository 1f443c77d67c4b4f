package org.pfocr.rdf.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.SourceFile;

/**
 * The YAML between two {@code ---} lines at the start of a Jekyll page (Jekyll documentation, "Front Matter").
 *
 * @param yaml the text between the lines
 * @param firstLine line of the file on which it starts, from 1
 */
record FrontMatter(String yaml, int firstLine) {
    private static final String FENCE = "---";

    /** Returns the front matter, or null after adding a problem. */
    static @Nullable FrontMatter of(SourceFile file, List<Problem> problems) {
        String text = Utf8.decode(file, problems);
        if (text == null) {
            return null;
        }
        int start = endOfLine(text, 0);
        if (!text.substring(0, start).strip().equals(FENCE)) {
            problems.add(new Problem(
                    Kind.NO_FRONT_MATTER,
                    file.name(),
                    1,
                    null,
                    "does not begin with a line ---",
                    "put the YAML front matter between two lines ---"));
            return null;
        }
        start = Math.min(start + 1, text.length());
        for (int at = start; at < text.length(); ) {
            int end = endOfLine(text, at);
            if (text.startsWith(FENCE, at)
                    && text.substring(at + FENCE.length(), end).isBlank()) {
                return new FrontMatter(text.substring(start, at), 2);
            }
            at = end + 1;
        }
        problems.add(new Problem(
                Kind.UNCLOSED_FRONT_MATTER,
                file.name(),
                (int) text.lines().count(),
                null,
                "the front matter that begins on line 1 has no closing line ---",
                "add the closing line; the file may have been cut off"));
        return null;
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
