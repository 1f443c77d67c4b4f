package org.pfocr.rdf.read.yaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
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
 * The events of one document by SnakeYAML's parser, in which an alias is a copy of what its anchor stands for. What copies
 * add is bounded here; an alias that would add too much comes as it is.
 */
final class YamlEvents {
    /** Who asks for a tree bounds it by much less; beyond this, the parser takes the square of the depth of time. */
    private static final int MAX_DEPTH = 10_000;
    /** Events that aliases may add, and that are kept for them. */
    private static final int MAX_COPIED = 100_000;
    /** Characters of texts that aliases may add. */
    private static final int MAX_COPIED_TEXT = 4_000_000;

    /** A node with an anchor that has begun and not ended; its events begin at a place in {@link #anchored}. */
    private record Open(String anchor, int start, int depth) {}

    /** Where the events of a node with an anchor lie. */
    private record Range(int start, int end) {}

    private final ParserImpl parser;
    private final int firstLine;
    private int lastLine;
    private int copied;
    private int copiedText;
    private int depth;
    private int documents;

    /** The events of the nodes that have an anchor, with all that is in them. */
    private final List<Event> anchored = new ArrayList<>();

    private final Map<String, Range> anchors = new HashMap<>();
    /** Anchors of nodes that have begun and not ended, with how often. */
    private final Map<String, Integer> openAnchors = new HashMap<>();

    private final Deque<Open> open = new ArrayDeque<>();
    /** The copy that is under way: its next event and its end. */
    private int copyAt;

    private int copyEnd;

    /** @param firstLine line of the file on which the text begins, from 1 */
    YamlEvents(String yaml, int firstLine) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // The source bounds the size of files.
        this.parser = new ParserImpl(new StreamReader(yaml), options);
        this.firstLine = firstLine;
        this.lastLine = firstLine;
    }

    /** The line of the file on which an event begins, from 1. */
    int line(Event event) {
        return firstLine + event.getStartMark().getLine();
    }

    /**
     * The next scalar, or start or end of a list or a map, or an alias whose copy would be too large; null at the end.
     */
    @Nullable
    Event next() throws BadYaml {
        boolean isCopy = copyAt < copyEnd;
        Event event = isCopy ? anchored.get(copyAt++) : parsed();
        if (event instanceof AliasEvent alias && !isCopy && copy(alias)) {
            isCopy = true;
            event = anchored.get(copyAt++);
        }
        if (event == null) {
            return null;
        }
        if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
            throw bad(event, "lists and maps lie more than " + MAX_DEPTH + " deep");
        }
        String anchor =
                !isCopy && event instanceof NodeEvent node && !(event instanceof AliasEvent) ? node.getAnchor() : null;
        if (anchor != null) {
            open.push(new Open(anchor, anchored.size(), depth));
            openAnchors.merge(anchor, 1, Integer::sum);
        }
        if (!open.isEmpty()) {
            record(event, anchor != null);
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        return event;
    }

    private void record(Event event, boolean hasAnchor) {
        if (anchored.size() <= MAX_COPIED) {
            anchored.add(event);
        }
        Open last = open.element();
        boolean isEnd =
                event instanceof CollectionEndEvent ? last.depth == depth : hasAnchor && event instanceof ScalarEvent;
        if (isEnd) {
            open.pop();
            openAnchors.computeIfPresent(last.anchor, (name, times) -> times == 1 ? null : times - 1);
            anchors.put(last.anchor, new Range(last.start, anchored.size()));
        }
    }

    /** Begins a copy; false where it would be too large: copies of copies grow without bound in a hostile file. */
    private boolean copy(AliasEvent alias) throws BadYaml {
        Range range = anchors.get(alias.getAnchor());
        if (range == null || openAnchors.containsKey(alias.getAnchor())) {
            throw bad(alias, "*" + alias.getAnchor() + " refers to nothing before it");
        }
        int events = range.end - range.start;
        if (range.end > MAX_COPIED || copied + events > MAX_COPIED) {
            return false;
        }
        long text = copiedText;
        for (Event event : anchored.subList(range.start, range.end)) {
            text += event instanceof ScalarEvent scalar ? scalar.getValue().length() : 0;
        }
        copied += events;
        if (text > MAX_COPIED_TEXT) {
            return false;
        }
        copiedText = (int) text;
        copyAt = range.start;
        copyEnd = range.end;
        return true;
    }

    /** The parser's next event within the document, or null. */
    private @Nullable Event parsed() throws BadYaml {
        try {
            while (true) {
                Event event = parser.getEvent();
                lastLine = line(event);
                if (event.is(Event.ID.StreamEnd)) {
                    return null;
                }
                if (event.is(Event.ID.DocumentStart) && ++documents > 1) {
                    throw bad(event, "a second YAML document begins");
                }
                switch (event.getEventId()) {
                    case StreamStart, DocumentStart, DocumentEnd -> {}
                    default -> {
                        return decoded(event);
                    }
                }
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            int line = mark == null ? firstLine : firstLine + mark.getLine();
            throw new BadYaml(line, oneLine(String.valueOf(e.getProblem() == null ? e.getMessage() : e.getProblem())));
        } catch (YAMLException e) {
            throw new BadYaml(lastLine, oneLine(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) { // Of an escape such as \\UFFFFFFFF.
            throw new BadYaml(lastLine, "a quoted text from here on has an escape that is no character");
        }
    }

    /** A text that a writer could not print comes as base64 (YAML 1.1 type repository, "binary"). */
    private Event decoded(Event event) throws BadYaml {
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
            throw bad(event, "a !!binary text is not base64");
        }
    }

    private BadYaml bad(Event event, String message) {
        return new BadYaml(line(event), message);
    }

    private static String oneLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
