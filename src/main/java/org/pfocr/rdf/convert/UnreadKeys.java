package org.pfocr.rdf.convert;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.ReadResult.Unread;

/** Keys and columns that nobody reads, each once with the number of figures that have it. For one thread. */
public final class UnreadKeys {
    /** More than any real source has; a hostile one could name ever new ones. */
    private static final int MAX_NAMED = 1000;

    private record Counted(Unread first, int figures) {}

    private final Map<String, Counted> counts = new TreeMap<>();
    private long others;

    /** Notes a key of a figure, once for each figure. */
    void add(Unread key) {
        if (counts.size() < MAX_NAMED || counts.containsKey(key.name())) {
            counts.merge(key.name(), new Counted(key, 1), (a, b) -> new Counted(a.first, a.figures + 1));
        } else {
            others++;
        }
    }

    /** Notes a key that is not noted yet, with how many figures have it. */
    public void add(Unread first, int figures) {
        counts.put(first.name(), new Counted(first, figures));
    }

    /** Notes that figures have so many keys beside those that are named. */
    public void addOthers(long number) {
        others += number;
    }

    /** Reports the keys by name. */
    public void report(Consumer<Problem> problems) {
        counts.forEach((name, counted) -> problems.accept(problem(
                counted.first,
                "is not a field of PFOCR, so it is not in the output; "
                        + (counted.figures == 1 ? "one figure has it" : counted.figures + " figures have it"))));
        if (others > 0) {
            problems.accept(problem(
                    counts.values().iterator().next().first, "and " + others + " more are not fields of PFOCR"));
        }
    }

    private static Problem problem(Unread first, String what) {
        return new Problem(
                Kind.UNKNOWN_FIELD,
                first.file(),
                first.line(),
                Problem.quote(first.name()),
                what,
                "check its spelling");
    }
}
