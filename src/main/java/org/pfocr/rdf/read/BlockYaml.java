package org.pfocr.rdf.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of YAML 1.1 in which programs write a front matter: maps and lists in block style (section 9.2) and
 * scalars that are plain or in single quotes, on one line or folded over several. Whatever else occurs makes it give up,
 * and SnakeYAML reads the document: flow style, double quotes, block scalars, anchors, tags, comments, tabs, and all
 * errors. Where it does not give up its events are those of SnakeYAML, in a fifth of the time; bench/convert.md.
 */
final class BlockYaml {
    /** YAML wants the colon of a key within 1,024 characters. */
    private static final int MAX_KEY = 1000;

    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

    /** Bytes at which a scan stops to look: a line's end, control characters, and {@code : # '}. */
    private static final boolean[] STOPS = new boolean[256];

    static {
        Arrays.fill(STOPS, 0, ' ', true);
        STOPS[0x7F] = true;
        STOPS[':'] = true;
        STOPS['#'] = true;
        STOPS['\''] = true;
    }

    /** The document is not of the kind that is read here. */
    private static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("not in plain block style", null, false, false); // A trace would cost more than the rest.
        }
    }

    private final byte[] bytes;
    private final Yaml events;
    private final Texts texts = Texts.ofThread();

    private int depth;
    private int count;

    /** Where the next thing to read begins, and the line of the file that it is on. */
    private int at;

    private int line = 1;
    /** Blanks before the first thing on the line. */
    private int indent;
    /** Empty lines before this line. */
    private int emptyLines;
    /** The closing {@code ---} is reached. */
    private boolean atEnd;

    /** A scalar of several lines while it is put together. */
    private byte[] folded = new byte[1024];

    private int foldedLength;

    private BlockYaml(byte[] bytes, Yaml events) {
        this.bytes = bytes;
        this.events = events;
    }

    /**
     * Reads the front matter of a page.
     *
     * @param page all bytes of a file
     * @param events gets the events; of no use where the answer is false
     * @return whether the document could be read here
     */
    static boolean read(byte[] page, Yaml events) {
        try {
            new BlockYaml(page, events).document();
            return true;
        } catch (GivenUp e) {
            return false;
        }
    }

    private void document() throws GivenUp {
        if (!isFence(0)) {
            throw new GivenUp();
        }
        toNextLine();
        if (atEnd || indent != 0) {
            throw new GivenUp();
        }
        mapping(0);
        if (!atEnd) {
            throw new GivenUp();
        }
        if (!EightBytes.areAscii(bytes, at, bytes.length)) {
            throw new GivenUp(); // The page below may not be UTF-8.
        }
    }

    /** A line {@code ---}, perhaps with blanks after it. */
    private boolean isFence(int from) {
        return byteAt(from) == '-'
                && byteAt(from + 1) == '-'
                && byteAt(from + 2) == '-'
                && isEndOfLine(afterBlanks(from + 3));
    }

    /** The byte there, as 0 to 255; the end of the file is the end of a line. */
    private int byteAt(int position) {
        return position < bytes.length ? bytes[position] & 0xFF : '\n';
    }

    private boolean isEndOfLine(int position) {
        return byteAt(position) == '\n';
    }

    private boolean isBlankOrEnd(int position) {
        int c = byteAt(position);
        return c == ' ' || c == '\n';
    }

    private int afterBlanks(int position) {
        int after = position;
        while (byteAt(after) == ' ') {
            after++;
        }
        return after;
    }

    /** Goes from the end of a line to the first thing on the next line that is not empty. */
    private void toNextLine() throws GivenUp {
        emptyLines = -1;
        int start;
        do {
            at = endOfLine(at) + 1;
            start = at;
            if (start >= bytes.length) {
                throw new GivenUp(); // No closing fence.
            }
            line++;
            emptyLines++;
            at = afterBlanks(at);
        } while (isEndOfLine(at));
        indent = at - start;
        if (indent == 0 && isTripled(start, '-')) {
            if (!isFence(start)) {
                throw new GivenUp();
            }
            atEnd = true;
        } else if (indent == 0 && isTripled(start, '.')) {
            throw new GivenUp(); // The end of a document.
        }
    }

    private int endOfLine(int position) {
        int end = position;
        while (!isEndOfLine(end)) {
            end++;
        }
        return end;
    }

    private boolean isTripled(int from, char c) {
        return byteAt(from) == c && byteAt(from + 1) == c && byteAt(from + 2) == c;
    }

    private boolean isDash() {
        return byteAt(at) == '-' && isBlankOrEnd(at + 1);
    }

    private void add(Yaml.Type type, @Nullable String text, int ofLine) throws GivenUp {
        if (++count > Yaml.MAX_EVENTS) {
            throw new GivenUp();
        }
        events.add(type, text, ofLine);
    }

    /** A map whose first key is next; its keys begin in this column. */
    private void mapping(int column) throws GivenUp {
        enter(Yaml.Type.MAPPING);
        do {
            int end = keyEnd();
            if (end < 0) {
                throw new GivenUp();
            }
            boolean isQuoted = byteAt(at) == '\'';
            add(Yaml.Type.SCALAR, isQuoted ? text(at + 1, end - 1) : text(at, end), line);
            at = afterBlanks(end) + 1;
            value(column);
        } while (!atEnd && indent == column);
        leave(Yaml.Type.END_OF_MAPPING, column);
    }

    private void enter(Yaml.Type type) throws GivenUp {
        if (++depth > Yaml.MAX_DEPTH) {
            throw new GivenUp();
        }
        add(type, null, line);
    }

    private void leave(Yaml.Type type, int column) throws GivenUp {
        if (!atEnd && indent > column) {
            throw new GivenUp();
        }
        depth--;
        add(type, null, line);
    }

    /** Where the key that is next ends, or -1 where no key is next. */
    private int keyEnd() throws GivenUp {
        int end;
        if (byteAt(at) == '\'') {
            end = at + 1;
            while (byteAt(end) != '\'') {
                if (byteAt(end) < ' ' || byteAt(end) == 0x7F) {
                    return -1;
                }
                end++;
            }
            end++;
        } else if (isPlainStart()) {
            end = plainEnd(at);
        } else {
            return -1;
        }
        int colon = afterBlanks(end);
        return byteAt(colon) == ':' && isBlankOrEnd(colon + 1) && end - at < MAX_KEY ? end : -1;
    }

    /** What stands after a key's colon; afterwards the next line is next. */
    private void value(int column) throws GivenUp {
        int ofLine = line;
        at = afterBlanks(at);
        if (!isEndOfLine(at)) {
            scalar(column);
            return;
        }
        toNextLine();
        if (!atEnd && indent > column && !isDash()) {
            mapping(indent);
        } else if (!atEnd && indent >= column && isDash()) {
            sequence(indent); // It may stand as far left as the key.
        } else {
            add(Yaml.Type.SCALAR, "", ofLine);
        }
    }

    /** A list whose dashes are in this column. */
    private void sequence(int column) throws GivenUp {
        enter(Yaml.Type.SEQUENCE);
        do {
            int dash = at;
            at = afterBlanks(at + 1);
            if (isEndOfLine(at) || isDash()) {
                throw new GivenUp();
            }
            if (keyEnd() >= 0) {
                mapping(column + at - dash);
            } else {
                scalar(column);
            }
        } while (!atEnd && indent == column && isDash());
        leave(Yaml.Type.END_OF_SEQUENCE, column);
    }

    /** A scalar, or an empty list, that begins here; the lines that continue it stand right of the column. */
    private void scalar(int column) throws GivenUp {
        if (byteAt(at) == '\'') {
            quoted(column);
        } else if (byteAt(at) == '[' && byteAt(at + 1) == ']' && isEndOfLine(afterBlanks(at + 2))) {
            add(Yaml.Type.SEQUENCE, null, line);
            add(Yaml.Type.END_OF_SEQUENCE, null, line);
            toNextLine();
        } else if (isPlainStart()) {
            plain(column);
        } else {
            throw new GivenUp();
        }
    }

    private boolean isPlainStart() {
        int c = byteAt(at);
        return INDICATORS.indexOf(c) < 0 || ("-?:".indexOf(c) >= 0 && !isBlankOrEnd(at + 1));
    }

    private void plain(int column) throws GivenUp {
        int start = at;
        int ofLine = line;
        int end = wholeLine();
        toNextLine();
        if (atEnd || indent <= column) {
            add(Yaml.Type.SCALAR, text(start, end), ofLine);
            return;
        }
        foldedLength = 0;
        append(start, end);
        do {
            fold();
            start = at;
            append(start, wholeLine());
            toNextLine();
        } while (!atEnd && indent > column);
        add(Yaml.Type.SCALAR, text(folded, 0, foldedLength), ofLine);
    }

    /** The end of a plain text on this line, which has nothing else on it. */
    private int wholeLine() throws GivenUp {
        int end = plainEnd(at);
        if (byteAt(at) == '#' || !isEndOfLine(afterBlanks(end))) {
            throw new GivenUp();
        }
        return end;
    }

    /** Where a plain text ends on this line: before a colon with a blank, or before the blanks at the line's end. */
    private int plainEnd(int from) throws GivenUp {
        int position = nextStop(from);
        while (true) {
            int c = byteAt(position);
            if (c == '\n' || (c == ':' && isBlankOrEnd(position + 1))) {
                break;
            }
            if (c < ' ' || c == 0x7F || (c == '#' && position > from && byteAt(position - 1) == ' ')) {
                throw new GivenUp();
            }
            position = nextStop(position + 1);
        }
        while (position > from && bytes[position - 1] == ' ') {
            position--;
        }
        return position;
    }

    /** The next place, from this one on, of a byte at which a scan stops. */
    private int nextStop(int from) {
        int position = from;
        for (; position <= bytes.length - Long.BYTES; position += Long.BYTES) {
            long eight = EightBytes.at(bytes, position);
            // Those of STOPS.
            long found = EightBytes.less(eight, ' ')
                    | EightBytes.equal(eight, 0x7F)
                    | EightBytes.equal(eight, ':')
                    | EightBytes.equal(eight, '#')
                    | EightBytes.equal(eight, '\'');
            if (found != 0) {
                return position + EightBytes.first(found);
            }
        }
        while (!STOPS[byteAt(position)]) {
            position++;
        }
        return position;
    }

    /** A text in single quotes, in which two of them stand for one. */
    private void quoted(int column) throws GivenUp {
        int ofLine = line;
        int start = at + 1;
        int position = start;
        boolean isOnePiece = true;
        foldedLength = 0;
        while (true) {
            position = nextStop(position);
            int c = byteAt(position);
            if (c == ':' || c == '#') {
                position++;
            } else if (c == '\'' && byteAt(position + 1) == '\'') {
                append(start, position + 1);
                isOnePiece = false;
                position += 2;
                start = position;
            } else if (c == '\'') {
                break;
            } else if (c == '\n') {
                int end = position;
                while (end > start && bytes[end - 1] == ' ') {
                    end--;
                }
                append(start, end);
                isOnePiece = false;
                at = position;
                toNextLine();
                if (atEnd || indent <= column) {
                    throw new GivenUp();
                }
                fold();
                start = at;
                position = at;
            } else {
                throw new GivenUp();
            }
        }
        at = position + 1;
        if (!isEndOfLine(afterBlanks(at))) {
            throw new GivenUp();
        }
        if (isOnePiece) {
            add(Yaml.Type.SCALAR, text(start, position), ofLine);
        } else {
            append(start, position);
            add(Yaml.Type.SCALAR, text(folded, 0, foldedLength), ofLine);
        }
        toNextLine();
    }

    /** A line's end within a scalar is a blank; with empty lines after it, these (section 4.2.6). */
    private void fold() {
        ensureFolded(Math.max(1, emptyLines));
        if (emptyLines == 0) {
            folded[foldedLength++] = ' ';
        }
        for (int i = 0; i < emptyLines; i++) {
            folded[foldedLength++] = '\n';
        }
    }

    private void append(int start, int end) {
        ensureFolded(end - start);
        System.arraycopy(bytes, start, folded, foldedLength, end - start);
        foldedLength += end - start;
    }

    private void ensureFolded(int more) {
        if (foldedLength + more > folded.length) {
            folded = Arrays.copyOf(folded, Math.max(2 * folded.length, foldedLength + more));
        }
    }

    private String text(int start, int end) throws GivenUp {
        return text(bytes, start, end);
    }

    private String text(byte[] source, int start, int end) throws GivenUp {
        if (EightBytes.areAscii(source, start, end)) {
            return texts.ascii(source, start, end);
        }
        String text = new String(source, start, end - start, StandardCharsets.UTF_8);
        for (int place = 0; place < text.length(); place++) {
            if (!isOrdinary(text.charAt(place))) {
                throw new GivenUp();
            }
        }
        return text;
    }

    /**
     * Not what malformed UTF-8 becomes (U+FFFD), nor a line's end (NEL, LS, PS), nor a character that YAML does not allow
     * (section 4.1). Control characters of ASCII stop a scan.
     */
    private static boolean isOrdinary(char c) {
        return c < 0x7F || (c >= 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c < 0xFFFD);
    }
}
