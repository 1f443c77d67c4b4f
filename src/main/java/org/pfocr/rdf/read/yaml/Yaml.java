package org.pfocr.rdf.read.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

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

    private final YamlEvents events;
    private @Nullable Event next;
    /** The first problem of the tree that is under way. */
    private @Nullable BadTree badTree;

    private Yaml(YamlEvents events) throws BadYaml {
        this.events = events;
        this.next = events.next();
    }

    /** Parses a document whose first line is {@code firstLine} of its file and stands on its first event. */
    public static Yaml parse(String yaml, int firstLine) throws BadYaml {
        return new Yaml(new YamlEvents(yaml, firstLine));
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

    /** Takes a scalar; call {@link #nextIsScalar} first. */
    public String scalar() throws BadYaml {
        String text = ((ScalarEvent) next()).getValue();
        next = events.next();
        return text;
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
     * Takes the next node as strings, lists and maps.
     *
     * @throws BadTree where a key is no text or occurs twice; the whole node is taken even then
     */
    public Object tree() throws BadYaml {
        badTree = null;
        Object tree = subtree();
        if (badTree != null) {
            throw badTree;
        }
        return tree;
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
                note(line, "a key is a list or a map");
                skip();
                skip();
                continue;
            }
            String key = scalar();
            if (map.put(key, subtree()) != null) {
                note(line, "the key " + key + " occurs twice");
            }
        }
        return map;
    }

    private void note(int line, String what) {
        if (badTree == null) {
            badTree = new BadTree(line, what);
        }
    }
}
