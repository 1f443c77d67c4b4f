package org.pfocr.rdf.serve.bound;

/** The search for a text in another, in time that grows with their lengths and not with the product of these. Stateless. */
final class TextSearch {
    /** Below this product of lengths the JVM's own search is the fastest, and ends within milliseconds. */
    private static final long SMALL = 1 << 22;

    private TextSearch() {}

    /** As {@link String#indexOf(String)}. */
    static int indexOf(String text, String wanted) {
        if (wanted.length() > text.length()) {
            return -1;
        }
        if ((long) (text.length() - wanted.length()) * wanted.length() <= SMALL) {
            return text.indexOf(wanted);
        }
        // D. E. Knuth, J. H. Morris, V. R. Pratt: Fast pattern matching in strings. SIAM J. Comput. 6 (1977).
        int[] borders = borders(wanted);
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != wanted.charAt(matched)) {
                matched = borders[matched - 1];
            }
            if (text.charAt(i) == wanted.charAt(matched)) {
                matched++;
            }
            if (matched == wanted.length()) {
                return i - matched + 1;
            }
        }
        return -1;
    }

    /** For each prefix, the length of its longest proper prefix that also ends it. */
    private static int[] borders(String wanted) {
        int[] borders = new int[wanted.length()];
        int border = 0;
        for (int i = 1; i < wanted.length(); i++) {
            while (border > 0 && wanted.charAt(i) != wanted.charAt(border)) {
                border = borders[border - 1];
            }
            if (wanted.charAt(i) == wanted.charAt(border)) {
                border++;
            }
            borders[i] = border;
        }
        return borders;
    }
}
