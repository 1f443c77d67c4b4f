package org.pfocr.rdf.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.text.XmlText;

/**
 * Strict decoding: a byte that is not UTF-8 is a problem with its line, never a replacement character. Only sound
 * characters that XML cannot hold become one, with a note.
 */
final class Utf8 {
    private Utf8() {}

    /** Returns the text without a byte order mark, or null after adding a problem. */
    static @Nullable String decode(SourceFile file, List<Problem> problems) {
        byte[] bytes = file.content();
        if (bytes.length == 0) {
            problems.add(
                    new Problem(Kind.EMPTY_FILE, file.name(), 0, null, "is empty", "restore the file or remove it"));
            return null;
        }
        // The JDK's own decoding is several times as fast as a CharsetDecoder; sound input never needs the latter.
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            int bad = firstMalformed(bytes);
            if (bad >= 0) {
                problems.add(new Problem(
                        Kind.NOT_UTF8,
                        file.name(),
                        line(new String(bytes, 0, bad, StandardCharsets.ISO_8859_1)),
                        null,
                        String.format("byte 0x%02X is not UTF-8", bytes[bad] & 0xFF),
                        "save the file as UTF-8"));
                return null;
            }
        }
        int bad = XmlText.firstBad(text);
        if (bad >= 0) {
            problems.add(new Problem(
                    Kind.CHARACTER_REPLACED,
                    file.name(),
                    line(text.substring(0, bad)),
                    null,
                    XmlText.message(XmlText.countBad(text), text.charAt(bad)),
                    ""));
            text = XmlText.replaced(text);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static int line(String before) {
        return 1 + (int) before.chars().filter(c -> c == '\n').count();
    }

    private static int firstMalformed(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isError()) {
                return in.position();
            }
            if (result.isUnderflow()) {
                return -1; // A genuine U+FFFD.
            }
            out.clear();
        }
    }
}
