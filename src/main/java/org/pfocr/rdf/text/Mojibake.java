package org.pfocr.rdf.text;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds characters in UTF-8 that were read as if they were in Mac Roman or Windows-1252 ({@code Œ±} and {@code Î±} for an
 * alpha) and puts them right where that is certain. Stateless.
 *
 * <p>Certain is what decodes to one character of a kind that papers use and that nobody writes as the two or three
 * characters that stand there. What decodes as well, but may be meant, is only counted.
 */
public final class Mojibake {
    /**
     * A text that was looked at.
     *
     * @param text with the certain characters put right
     * @param repaired how many these were
     * @param doubtful how many decode but were left as they are
     */
    public record Result(String text, int repaired, int doubtful) {}

    /** The upper half of Mac Roman (Apple, "ROMAN.TXT"); not every Java has the charset. */
    private static final String MAC_ROMAN = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
            + "¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

    private static final Map<Character, Integer> MAC = new HashMap<>();
    private static final Map<Character, Integer> WINDOWS = new HashMap<>();

    static {
        for (int i = 0; i < MAC_ROMAN.length(); i++) {
            MAC.put(MAC_ROMAN.charAt(i), 0x80 + i);
        }
        Charset windows = Charset.forName("windows-1252");
        for (int b = 0x80; b <= 0xFF; b++) {
            WINDOWS.put((char) b, b); // As Latin-1, for the places that Windows leaves free.
            char c = new String(new byte[] {(byte) b}, windows).charAt(0);
            if (c != '\uFFFD') {
                WINDOWS.put(c, b);
            }
        }
    }

    /** What follows a root sign or a capital letter in its own right: mathematics, quotation marks, dashes. */
    private static final String MEANT = "πΩ∆∂∑∏∫∞≤≥≠≈÷◊‘’‚“”„–—…«»•·†‡";

    private Mojibake() {}

    /** Looks at a text. */
    public static Result of(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) < 0x80) {
            i++;
        }
        if (i == text.length()) { // Nearly all.
            return new Result(text, 0, 0);
        }
        StringBuilder out = null;
        int from = 0;
        int repaired = 0;
        int doubtful = 0;
        while (i < text.length()) {
            int length = 0;
            int decoded = -1;
            boolean isMac = false;
            if (text.charAt(i) >= 0x80) {
                isMac = length(MAC, text, i) > 0 && isExpected(decoded(MAC, text, i));
                Map<Character, Integer> bytes = isMac ? MAC : WINDOWS;
                length = length(bytes, text, i);
                decoded = length > 0 ? decoded(bytes, text, i) : -1;
            }
            if (!isExpected(decoded)) {
                i++;
            } else if (isCertain(text, i, length, decoded, isMac)) {
                out = out == null ? new StringBuilder(text.length()) : out;
                out.append(text, from, i).appendCodePoint(decoded);
                repaired++;
                i += length;
                from = i;
            } else {
                doubtful++;
                i += length;
            }
        }
        return new Result(
                out == null ? text : out.append(text, from, text.length()).toString(), repaired, doubtful);
    }

    /** Characters that a sequence of UTF-8 would have; 0 where none of two or three bytes begins there. */
    private static int length(Map<Character, Integer> bytes, String text, int at) {
        int lead = bytes.getOrDefault(text.charAt(at), 0);
        int length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : 0;
        if (at + length > text.length()) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            int next = bytes.getOrDefault(text.charAt(at + i), 0);
            if (next < 0x80 || next > 0xBF) {
                return 0;
            }
        }
        return length;
    }

    private static int decoded(Map<Character, Integer> bytes, String text, int at) {
        int length = length(bytes, text, at);
        int decoded = bytes.getOrDefault(text.charAt(at), 0) & (length == 2 ? 0x1F : 0x0F);
        for (int i = 1; i < length; i++) {
            decoded = (decoded << 6) | (bytes.getOrDefault(text.charAt(at + i), 0) & 0x3F);
        }
        return decoded;
    }

    /** What papers use: accented letters, Greek, signs of units, spaces and punctuation, arrows, mathematics, shapes. */
    private static boolean isExpected(int c) {
        return (c >= 0xC0 && c <= 0x17F)
                || (c >= 0x391 && c <= 0x3F6)
                || (c >= 0xA0 && c <= 0xBF)
                || (c >= 0x2000 && c <= 0x200A)
                || (c >= 0x2010 && c <= 0x2027)
                || (c >= 0x2030 && c <= 0x203A)
                || (c >= 0x2070 && c <= 0x209C)
                || (c >= 0x2190 && c <= 0x22FF)
                || (c >= 0x25A0 && c <= 0x26FF)
                || c == 0x202F
                || c == 0x2122;
    }

    private static boolean isCertain(String text, int at, int length, int decoded, boolean isMac) {
        char lead = text.charAt(at);
        char next = text.charAt(at + 1);
        if (length == 3) { // Such as ‚Äì or â€“: a low quotation mark or a letter before two signs or symbols.
            return decoded >= 0x2000 && (lead == '‚' || lead == 'â');
        }
        if (isMac) {
            boolean isLatin = decoded >= 0xC0 && decoded <= 0xFF;
            return switch (lead) {
                case 'Œ', 'œ' -> isGreek(decoded);
                case '¬' -> decoded < 0xC0;
                case '√' ->
                    isLatin
                            && (MEANT.indexOf(next) < 0
                                    ? isLetter(text, at - 1) || isLetter(text, at + 2)
                                    : isLetter(text, at - 1) && isLetter(text, at + 2));
                default -> false;
            };
        }
        return switch (lead) {
            case 'Î', 'Ï' -> isGreek(decoded) && (MEANT.indexOf(next) < 0 || next == '†' || next == '„');
            case 'Â' -> decoded < 0xC0 && MEANT.indexOf(next) < 0;
            case 'Ã' ->
                decoded >= 0xC0 && MEANT.indexOf(next) < 0 && (isLetter(text, at - 1) || isLetter(text, at + 2));
            default -> false;
        };
    }

    private static boolean isGreek(int c) {
        return c >= 0x391 && c <= 0x3F6;
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }
}
