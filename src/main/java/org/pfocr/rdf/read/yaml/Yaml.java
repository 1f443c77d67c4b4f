package org.pfocr.rdf.read.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.text.XmlText;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A cursor over one YAML document (YAML 1.1, section 3.1); no tree of it is made but of the parts that are asked for.
 *
 * <p>Every scalar is its text. Implicit types would turn the gene words {@code NO}, {@code ON} and {@code 1e5} into
 * booleans and numbers. A document may turn out to be broken at any step, so who reads it must use nothing of it then.
 */
public final class Yaml {
    /** A part is sound YAML but no tree of texts, lists and maps; the cursor is behind it. */
    public static final class BadTree extends BadYaml {
        private static final long serialVersionUID = 1L;

        BadTree(int line, String message) {
            super(line, message);
        }
    }

    private static final Set<String> NO_VALUE =
            Set.of("", "~", "null", "Null", "NULL", ".na", ".na.real", ".na.integer", ".na.character");

    /** Scalars that may be taken from one document. */
    private static final int MAX_TAKEN = 1_000_000;
    /** Depth and size of a tree, in nodes and in characters. */
    private static final int MAX_DEPTH = 32;

    private static final int MAX_NODES = 200_000;
    private static final int MAX_TEXT = 4_000_000;

    /** JSON's own form of a whole number that a long can hold, and of any number (RFC 8259, section 6). */
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");

    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?");

    private final YamlEvents events;
    private int taken;
    private int replaced;
    private char lastReplaced;
    private int nodes;
    private int textLength;
    private @Nullable Event next;
    /** The first problem of the tree that is under way. */
    private @Nullable BadTree badTree;

    private Yaml(YamlEvents events) throws BadYaml {
        this.events = events;
        this.next = events.next();
    }

    /** Parses a document whose first line is {@code firstLine} of its file and stands on its first event. */
    public static Yaml parse(String yaml, int firstLine) throws BadYaml {
        return new Yaml(new YamlEvents(BracketNames.quoted(yaml), firstLine));
    }

    private Event next() {
        if (next == null) {
            throw new IllegalStateException("the document is over");
        }
        return next;
    }

    private boolean nextIs(Event.ID id) {
        return next != null && next.is(id);
    }

    /** Line in the file of the next event, from 1. */
    public int line() {
        return events.line(next());
    }

    public boolean nextIsScalar() {
        return nextIs(Event.ID.Scalar);
    }

    public boolean nextIsMapping() {
        return nextIs(Event.ID.MappingStart);
    }

    public boolean nextIsSequence() {
        return nextIs(Event.ID.SequenceStart);
    }

    /** Takes the start of a mapping or a sequence. */
    public void enter() throws BadYaml {
        next = events.next();
    }

    /** Takes the end of the mapping if it is next. */
    public boolean leaveMapping() throws BadYaml {
        return leave(Event.ID.MappingEnd);
    }

    /** Takes the end of the sequence if it is next. */
    public boolean leaveSequence() throws BadYaml {
        return leave(Event.ID.SequenceEnd);
    }

    private boolean leave(Event.ID end) throws BadYaml {
        boolean atEnd = next().is(end);
        if (atEnd) {
            next = events.next();
        }
        return atEnd;
    }

    /**
     * Whether the next node is a scalar without quotes that says "no value": by YAML (1.1 type repository, "null") or by R,
     * whose missing values are written so.
     */
    public boolean nextIsNoValue() {
        return next instanceof ScalarEvent scalar
                && (scalar.getTag() == null
                        ? scalar.isPlain() && NO_VALUE.contains(scalar.getValue())
                        : Tag.NULL.getValue().equals(scalar.getTag()));
    }

    /** Takes a scalar with U+FFFD for what XML cannot hold; call {@link #nextIsScalar} first. */
    public String scalar() throws BadYaml {
        if (++taken > MAX_TAKEN) {
            throw new BadYaml(line(), "the document is too large");
        }
        String text = ((ScalarEvent) next()).getValue();
        next = events.next();
        int bad = XmlText.firstBad(text);
        if (bad >= 0) {
            lastReplaced = text.charAt(bad);
            replaced += XmlText.countBad(text);
            text = XmlText.replaced(text);
        }
        return text;
    }

    /** Number of characters so far that XML cannot hold and that were replaced. */
    public int replaced() {
        return replaced;
    }

    /** One of the last of those characters. */
    public char lastReplaced() {
        return lastReplaced;
    }

    /** Takes the next node, whatever it is, and drops it. */
    public void skip() throws BadYaml {
        int depth = 0;
        do {
            switch (next().getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            next = events.next();
        } while (depth > 0);
    }

    /** Takes what is left and drops it: the document is sound only if all of it is. */
    public void finish() throws BadYaml {
        while (next != null) {
            next = events.next();
        }
    }

    /**
     * Takes the next node as JSON has it: texts, numbers, truth values, nulls, lists and maps. What is in quotes is a text.
     *
     * @throws BadTree where a key is no text or occurs twice, or the node is too deep or too large; all of it is taken even
     *     then
     */
    public @Nullable Object json() throws BadYaml {
        return tree(true);
    }

    /**
     * Like {@link #json}, but every scalar is a text, or null where it says "no value".
     *
     * @throws BadTree as there
     */
    public @Nullable Object tree() throws BadYaml {
        return tree(false);
    }

    private @Nullable Object tree(boolean typed) throws BadYaml {
        badTree = null;
        nodes = 0;
        textLength = 0;
        Object tree = subtree(typed, 0);
        if (badTree != null) {
            throw badTree;
        }
        return tree;
    }

    private @Nullable Object subtree(boolean typed, int depth) throws BadYaml {
        if (depth > MAX_DEPTH || ++nodes > MAX_NODES || textLength > MAX_TEXT || nextIs(Event.ID.Alias)) {
            note(
                    line(),
                    depth > MAX_DEPTH
                            ? "lists and maps lie more than " + MAX_DEPTH + " deep"
                            : "it is too large, or its aliases make it so");
            skip();
            return null;
        }
        if (nextIsScalar()) {
            return leaf(typed);
        }
        if (nextIsSequence()) {
            List<@Nullable Object> list = new ArrayList<>();
            enter();
            while (!leaveSequence()) {
                Object item = subtree(typed, depth + 1);
                if (badTree == null) {
                    list.add(item);
                }
            }
            return list;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        enter();
        while (!leaveMapping()) {
            int line = line();
            if (badTree != null || !nextIsScalar()) {
                note(line, "a key is a list or a map");
                skip();
                skip();
                continue;
            }
            String key = scalar();
            if (map.containsKey(key)) {
                note(line, "the key " + key + " occurs twice");
            }
            map.put(key, subtree(typed, depth + 1));
        }
        return map;
    }

    private @Nullable Object leaf(boolean typed) throws BadYaml {
        boolean isNone = nextIsNoValue();
        boolean isPlain = next instanceof ScalarEvent scalar && scalar.getTag() == null && scalar.isPlain();
        String text = scalar();
        textLength += text.length();
        if (isNone) {
            return null;
        }
        if (!typed || !isPlain) {
            return text;
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        if (INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
            return Double.valueOf(text);
        }
        return text;
    }

    private void note(int line, String what) {
        if (badTree == null) {
            badTree = new BadTree(line, what);
        }
    }
}
