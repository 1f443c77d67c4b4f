package org.pfocr.rdf.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A cursor over the events of one YAML document (YAML 1.1, section 3.1).
 *
 * <p>Every scalar is its text. Implicit types would turn the gene words {@code NO}, {@code ON} and {@code 1e5} into
 * booleans and numbers. Reading events is about twice as fast as building a tree that is then read.
 */
final class Yaml {
    static final int MAX_EVENTS = 500_000;
    static final int MAX_DEPTH = 32;

    /** The YAML is broken; {@code line} is a line of the file, from 1. */
    static final class BadYaml extends Exception {
        private static final long serialVersionUID = 1L;
        final int line;

        BadYaml(int line, String message) {
            super(message);
            this.line = line;
        }
    }

    /** What an event is. */
    enum Type {
        SCALAR,
        MAPPING,
        END_OF_MAPPING,
        SEQUENCE,
        END_OF_SEQUENCE
    }

    private Type[] types = new Type[256];
    private @Nullable String[] texts = new String[256];
    private int[] lines = new int[256];
    private int size;
    private int at;

    /**
     * The document of a whole Jekyll page with a front matter.
     *
     * @return null where the front matter is not in the plain block style of {@link BlockYaml}; it may be sound all the
     *     same, or have errors that {@link #parse} tells
     */
    static @Nullable Yaml ofPage(byte[] page) {
        Yaml yaml = new Yaml();
        return BlockYaml.read(page, yaml) ? yaml : null;
    }

    /** Appends an event; {@code line} is a line of the file, from 1. */
    void add(Type type, @Nullable String text, int line) {
        if (size == types.length) {
            types = Arrays.copyOf(types, 2 * size);
            texts = Arrays.copyOf(texts, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
        }
        types[size] = type;
        texts[size] = text;
        lines[size++] = line;
    }

    /** Parses a document whose first line is {@code firstLine} of its file and stands on its first event. */
    static Yaml parse(String yaml, int firstLine) throws BadYaml {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // The source bounds the size of files.
        List<Event> events = new ArrayList<>();
        try {
            ParserImpl parser = new ParserImpl(new StreamReader(yaml), options);
            Anchors anchors = new Anchors();
            int depth = 0;
            int documents = 0;
            while (true) {
                Event event = decoded(parser.getEvent(), firstLine);
                if (event.is(Event.ID.StreamEnd)) {
                    break;
                }
                switch (event.getEventId()) {
                    case MappingStart, SequenceStart -> depth++;
                    case MappingEnd, SequenceEnd -> depth--;
                    case DocumentStart -> documents++;
                    default -> {}
                }
                if (depth > MAX_DEPTH || documents > 1 || events.size() > MAX_EVENTS) {
                    throw new BadYaml(
                            firstLine + event.getStartMark().getLine(),
                            depth > MAX_DEPTH
                                    ? "lists and maps lie more than " + MAX_DEPTH + " deep"
                                    : documents > 1 ? "a second YAML document begins" : "the document is too large");
                }
                switch (event.getEventId()) {
                    case StreamStart, DocumentStart, DocumentEnd -> {}
                    default -> anchors.add(event, events, firstLine);
                }
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            int line = mark == null ? firstLine : firstLine + mark.getLine();
            throw new BadYaml(line, oneLine(String.valueOf(e.getProblem() == null ? e.getMessage() : e.getProblem())));
        } catch (YAMLException e) {
            throw new BadYaml(firstLine, oneLine(String.valueOf(e.getMessage())));
        }
        Yaml read = new Yaml();
        for (Event event : events) {
            int line = firstLine + event.getStartMark().getLine();
            switch (event.getEventId()) {
                case Scalar -> read.add(Type.SCALAR, ((ScalarEvent) event).getValue(), line);
                case MappingStart -> read.add(Type.MAPPING, null, line);
                case MappingEnd -> read.add(Type.END_OF_MAPPING, null, line);
                case SequenceStart -> read.add(Type.SEQUENCE, null, line);
                case SequenceEnd -> read.add(Type.END_OF_SEQUENCE, null, line);
                default -> throw new IllegalStateException("no other events are kept: " + event);
            }
        }
        return read;
    }

    /** A text that a writer could not print comes as base64 (YAML 1.1 type repository, "binary"). */
    private static Event decoded(Event event, int firstLine) throws BadYaml {
        if (!(event instanceof ScalarEvent scalar) || !Tag.BINARY.getValue().equals(scalar.getTag())) {
            return event;
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(scalar.getValue());
            return new ScalarEvent(
                    scalar.getAnchor(),
                    null,
                    scalar.getImplicit(),
                    new String(bytes, StandardCharsets.UTF_8),
                    scalar.getStartMark(),
                    scalar.getEndMark(),
                    scalar.getScalarStyle());
        } catch (IllegalArgumentException e) {
            throw new BadYaml(firstLine + event.getStartMark().getLine(), "a !!binary text is not base64");
        }
    }

    private static String oneLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** Replaces an alias by a copy of what its anchor stands for; YAML writers make them for repeated lists. */
    private static final class Anchors {
        private final Map<String, List<Event>> recorded = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final Deque<Integer> depths = new ArrayDeque<>();
        private int depth;

        void add(Event event, List<Event> events, int firstLine) throws BadYaml {
            if (event instanceof AliasEvent alias) {
                List<Event> target = recorded.get(alias.getAnchor());
                int line = firstLine + event.getStartMark().getLine();
                if (target == null || open.contains(alias.getAnchor())) {
                    throw new BadYaml(line, "*" + alias.getAnchor() + " refers to nothing before it");
                }
                // Copies of copies grow without bound in a hostile file.
                if (events.size() + target.size() > MAX_EVENTS) {
                    throw new BadYaml(line, "aliases expand to too large a document");
                }
                for (Event copied : List.copyOf(target)) {
                    append(copied, events);
                }
                return;
            }
            if (event instanceof CollectionStartEvent) {
                depth++;
            }
            String anchor = event instanceof NodeEvent node ? node.getAnchor() : null;
            if (anchor != null) {
                recorded.put(anchor, new ArrayList<>());
                open.push(anchor);
                depths.push(depth);
            }
            append(event, events);
            if (event instanceof ScalarEvent && anchor != null) {
                open.pop();
                depths.pop();
            }
            if (event instanceof CollectionEndEvent) {
                if (!depths.isEmpty() && depths.peek() == depth) {
                    open.pop();
                    depths.pop();
                }
                depth--;
            }
        }

        private void append(Event event, List<Event> events) {
            events.add(event);
            for (String anchor : open) {
                recorded.computeIfAbsent(anchor, a -> new ArrayList<>()).add(event);
            }
        }
    }

    boolean hasNext() {
        return at < size;
    }

    /** Line in the file of the next event, from 1. */
    int line() {
        return lines[at];
    }

    boolean nextIsScalar() {
        return types[at] == Type.SCALAR;
    }

    boolean nextIsMapping() {
        return types[at] == Type.MAPPING;
    }

    boolean nextIsSequence() {
        return types[at] == Type.SEQUENCE;
    }

    /** Takes the start of a mapping or a sequence. */
    void enter() {
        at++;
    }

    /** Takes the end of the mapping if it is next. */
    boolean leaveMapping() {
        return leave(Type.END_OF_MAPPING);
    }

    /** Takes the end of the sequence if it is next. */
    boolean leaveSequence() {
        return leave(Type.END_OF_SEQUENCE);
    }

    private boolean leave(Type end) {
        boolean atEnd = types[at] == end;
        if (atEnd) {
            at++;
        }
        return atEnd;
    }

    /** Takes a scalar; call {@link #nextIsScalar} first. */
    String scalar() {
        String text = texts[at++];
        if (text == null) {
            throw new IllegalStateException("no scalar is next");
        }
        return text;
    }

    /** Takes the next node, whatever it is, and drops it. */
    void skip() {
        int depth = 0;
        do {
            switch (types[at++]) {
                case MAPPING, SEQUENCE -> depth++;
                case END_OF_MAPPING, END_OF_SEQUENCE -> depth--;
                case SCALAR -> {}
            }
        } while (depth > 0);
    }

    /** One event a line, for a comparison. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < size; i++) {
            boolean isEnd = types[i] == Type.END_OF_MAPPING || types[i] == Type.END_OF_SEQUENCE;
            // Nobody asks for the line of an end, and a parser knows it only when it is past it.
            out.append(isEnd ? "" : lines[i] + " ").append(types[i]);
            if (texts[i] != null) {
                out.append(' ').append(texts[i]);
            }
            out.append('\n');
        }
        return out.toString();
    }

    /**
     * Takes the next node as strings, lists and maps.
     *
     * @throws BadYaml where a key is no text or occurs twice; the whole node is taken even then
     */
    Object tree() throws BadYaml {
        int start = at;
        try {
            return subtree();
        } catch (BadYaml e) {
            at = start;
            skip();
            throw e;
        }
    }

    private Object subtree() throws BadYaml {
        if (nextIsScalar()) {
            return scalar();
        }
        if (nextIsSequence()) {
            List<Object> list = new ArrayList<>();
            enter();
            while (!leaveSequence()) {
                list.add(subtree());
            }
            return list;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        enter();
        while (!leaveMapping()) {
            int line = line();
            if (!nextIsScalar()) {
                throw new BadYaml(line, "a key is a list or a map");
            }
            String key = scalar();
            if (map.put(key, subtree()) != null) {
                throw new BadYaml(line, "the key " + key + " occurs twice");
            }
        }
        return map;
    }
}
