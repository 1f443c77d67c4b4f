package org.pfocr.rdf.search.index;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** How letters and symbols are made alike, in texts and in what people type. Stateless. */
public final class Letters {
    private static final String GREEK = "αβγδεκλμωΑΒΓΔΕΚΛΜΩ";
    /** As gene symbols have them: TNFα is TNFA, NF-κB is NFKB. */
    private static final String LATIN = "abgdeklmoABGDEKLMO";

    private static final int MAX_SYMBOL = 60;
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern OUTER = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

    private Letters() {}

    /** Whether a word in small letters is one of the commonest, so that the same in capitals is another word. */
    public static boolean isCommon(String word) {
        return EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(word);
    }

    /** Makes a word small and its letters plain; one that is a symbol only in capitals, such as NO, stays as it is. */
    static void fold(CharTermAttribute term) {
        char[] letters = term.buffer();
        boolean isSmall = true;
        for (int i = 0; i < term.length() && isSmall; i++) {
            isSmall = letters[i] < 0x80 && !(letters[i] >= 'A' && letters[i] <= 'Z');
        }
        if (isSmall) {
            return; // As most words are.
        }
        String plain = plain(term.toString());
        String small = plain.toLowerCase(Locale.ROOT);
        term.setEmpty().append(isOnlyCapitals(plain) && isCommon(small) ? plain : small);
    }

    private static boolean isOnlyCapitals(String word) {
        return word.length() > 1 && word.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    /** The same in letters of ASCII, where there are such. */
    public static String plain(String text) {
        boolean isPlain = true;
        for (int i = 0; i < text.length() && isPlain; i++) {
            isPlain = text.charAt(i) < 0x80;
        }
        if (isPlain) {
            return text;
        }
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            int greek = GREEK.indexOf(letters[i]);
            letters[i] = greek >= 0 ? LATIN.charAt(greek) : letters[i];
        }
        char[] folded = new char[4 * letters.length];
        int length = ASCIIFoldingFilter.foldToASCII(letters, 0, folded, 0, letters.length);
        return new String(folded, 0, length);
    }

    /** In small and plain letters. */
    public static String small(String text) {
        return plain(text).toLowerCase(Locale.ROOT);
    }

    /**
     * The forms under which a symbol is found: without the signs around it, its parts, and the parts in one; each in its own
     * letters. {@code P-AKT} is P-AKT, AKT and PAKT.
     */
    public static Set<String> symbols(String word) {
        String plain = plain(word);
        String trimmed = OUTER.matcher(plain).replaceAll("");
        Set<String> forms = new LinkedHashSet<>();
        if (trimmed.isEmpty()) {
            return forms;
        }
        String[] parts = NO_LETTERS.split(trimmed, -1);
        boolean isOne = trimmed.indexOf(' ') < 0;
        if (isOne && trimmed.length() <= MAX_SYMBOL) {
            forms.add(trimmed);
            forms.add(String.join("", parts));
        }
        for (String part : parts) {
            if (part.length() > 1 && part.length() <= MAX_SYMBOL) {
                forms.add(part);
            }
        }
        return forms;
    }

    /** A symbol in small letters; the symbol itself where the same in small letters is a common word. */
    public static String smallSymbol(String symbol) {
        String small = symbol.toLowerCase(Locale.ROOT);
        return isCommon(small) ? symbol : small;
    }
}
