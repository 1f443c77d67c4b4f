package org.pfocr.rdf.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.index.Fields;
import org.pfocr.rdf.search.index.FigureAnalyzer;

/** Finds the words of a query in a text, which is read from the store. For one query and one thread. */
final class Marks {
    /** How marked words are shown. */
    record Style(
            String begin,
            String end,
            String between,
            boolean isHtml,
            int maxLength,
            int maxPassages,
            boolean isJoined) {
        /** For pages: escaped but for the marks. */
        static final Style HTML = new Style("<mark>", "</mark>", " … ", true, 240, 3, false);
    }

    private static final int MAX_TEXT = 50_000;

    private final Query query;
    private final FigureAnalyzer analyzer = new FigureAnalyzer(null);

    Marks(Query query) {
        this.query = query;
    }

    /** The whole text with its matches; as it is where there are none. */
    String whole(String text, Style style) {
        String marked = marked(text, style, true);
        return marked == null ? plain(text, style) : marked;
    }

    /** The passages with most matches; the text's beginning where there are none. */
    String passages(String text, Style style) {
        String marked = marked(text, style, false);
        if (marked != null) {
            return marked;
        }
        int most = style.maxLength * style.maxPassages / 2;
        return text.length() <= most
                ? plain(text, style)
                : plain(text.substring(0, end(text, most)), style) + (style.isHtml ? " …" : "");
    }

    private static int end(String text, int most) {
        int blank = text.lastIndexOf(' ', most);
        int end = blank > most / 2 ? blank : most;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    /** Whether a text has a match. */
    boolean isIn(String text) {
        return marked(text, Style.HTML, false) != null;
    }

    /** The text with its matches; null where there are none. */
    @Nullable
    String marked(String text, Style style, boolean isWhole) {
        String read = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        UnifiedHighlighter highlighter = UnifiedHighlighter.builderWithoutSearcher(analyzer)
                .withFieldMatcher(field -> !field.equals(Fields.THING) && !field.equals(Fields.ID))
                .withMaxLength(MAX_TEXT)
                .withMaxNoHighlightPassages(0)
                .withFormatter(new Shown(text, style, isWhole))
                .build();
        try {
            Object found = highlighter.highlightWithoutSearcher(
                    Fields.TITLE, query, FigureAnalyzer.evened(read), style.maxPassages);
            return found == null ? null : found.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // A text in memory has none.
        }
    }

    private static String plain(String text, Style style) {
        return style.isHtml ? escaped(text) : text;
    }

    /** HTML with what must not be read as such escaped. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static final class Shown extends PassageFormatter {
        private final String text;
        private final Style style;
        private final boolean isWhole;

        Shown(String text, Style style, boolean isWhole) {
            this.text = text;
            this.style = style;
            this.isWhole = isWhole;
        }

        @Override
        public Object format(Passage[] passages, String content) {
            StringBuilder shown = new StringBuilder();
            int from = 0;
            for (Passage passage : passages) {
                int begin = isWhole ? from : begin(passage);
                if (!isWhole && begin > from) {
                    shown.append(from > 0 ? style.between : style.isHtml ? "… " : "");
                }
                if (!isWhole && from > 0 && begin == from) {
                    shown.append(' ');
                }
                from = marked(shown, passage, begin, isWhole ? from : passage.getEndOffset());
            }
            if (isWhole) {
                shown.append(plain(text.substring(from), style));
            } else if (from < text.length() && style.isHtml) {
                shown.append(" …");
            }
            return shown.toString().strip();
        }

        /** A long passage begins before its first match. */
        private int begin(Passage passage) {
            int first = passage.getMatchStarts()[0];
            if (passage.getEndOffset() - passage.getStartOffset() <= style.maxLength) {
                return passage.getStartOffset();
            }
            int earliest = Math.max(passage.getStartOffset(), first - style.maxLength / 3);
            int blank = text.indexOf(' ', earliest);
            return earliest == passage.getStartOffset() || blank < 0 || blank > first ? earliest : blank + 1;
        }

        /** @return where it ends */
        private int marked(StringBuilder shown, Passage passage, int begin, int passageEnd) {
            int[] starts = Arrays.copyOf(passage.getMatchStarts(), passage.getNumMatches());
            int[] ends = Arrays.copyOf(passage.getMatchEnds(), passage.getNumMatches());
            int at = begin;
            int most = isWhole ? text.length() : begin + style.maxLength;
            for (int i = 0; i < starts.length; i++) {
                if (starts[i] < at) { // The same word matches twice.
                    continue;
                }
                if (ends[i] > most) {
                    break;
                }
                boolean isNext = style.isJoined
                        && i > 0
                        && at > begin
                        && text.substring(at, starts[i]).isBlank()
                        && shown.toString().endsWith(style.end);
                if (isNext) { // Goes on where the last one ended.
                    shown.setLength(shown.length() - style.end.length());
                }
                shown.append(plain(text.substring(at, starts[i]), style))
                        .append(isNext ? "" : style.begin)
                        .append(plain(text.substring(starts[i], ends[i]), style))
                        .append(style.end);
                at = ends[i];
            }
            if (isWhole) {
                return at;
            }
            int end = passageEnd <= most ? passageEnd : Math.max(at, end(text, Math.min(most, text.length())));
            shown.append(plain(text.substring(at, end).stripTrailing(), style));
            return end;
        }
    }
}
