package org.pfocr.rdf.release.change;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** Counts changed lines by class and by figure. Memory grows with the figures that changed. For one thread. */
final class Counts {
    private static final byte[] FIGURE = ("<" + Iris.FIGURES).getBytes(StandardCharsets.US_ASCII);
    private static final String TYPE = "> <" + Terms.RDF_TYPE.getURI() + "> <";

    /** Lines added and removed. */
    static final class Count {
        long added;
        long removed;
    }

    /** Lines of a figure and its mentions, and whether the figure itself came or went. */
    static final class OfFigure {
        final Count lines = new Count();
        private boolean came;
        private boolean went;

        String status() {
            return came && !went ? "added" : went && !came ? "removed" : "changed";
        }
    }

    private final Count all = new Count();
    private final Map<String, Count> classes = new TreeMap<>();
    private final Map<String, OfFigure> figures = new TreeMap<>();

    void add(byte[] bytes, int start, int end, boolean isAdded) {
        count(all, isAdded);
        String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        int subject = line.indexOf('>');
        if (subject < 0) {
            return;
        }
        String type = type(line, subject);
        if (type != null) {
            count(classes.computeIfAbsent(type, t -> new Count()), isAdded);
        }
        if (line.startsWith(new String(FIGURE, StandardCharsets.US_ASCII))) {
            int hash = line.indexOf('#');
            String iri = line.substring(1, hash >= 0 && hash < subject ? hash : subject);
            OfFigure figure = figures.computeIfAbsent(iri, f -> new OfFigure());
            count(figure.lines, isAdded);
            if (Pfocr.PathwayFigure.getURI().equals(type)) {
                figure.came |= isAdded;
                figure.went |= !isAdded;
            }
        }
    }

    private static @Nullable String type(String line, int subject) {
        if (!line.startsWith(TYPE, subject)) {
            return null;
        }
        int from = subject + TYPE.length();
        return line.substring(from, line.indexOf('>', from));
    }

    private static void count(Count count, boolean isAdded) {
        if (isAdded) {
            count.added++;
        } else {
            count.removed++;
        }
    }

    Count all() {
        return all;
    }

    /** Class to the things of it that came and went. */
    Map<String, Count> classes() {
        return classes;
    }

    /** IRI of a figure to what changed. */
    Map<String, OfFigure> figures() {
        return figures;
    }
}
