package org.pfocr.rdf.spark;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;

/**
 * Where something belongs in the order of the single machine's report.
 *
 * @param stage what was found before figures were read comes first; figures come before what is said once
 * @param first the figure file's name, or the length of the field, so that genes are in the order of their numbers
 * @param second the figure file with its folder, or the field
 * @param number within these
 */
record Place(int stage, String first, String second, int number) implements Comparable<Place>, Serializable {
    private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::stage)
            .thenComparing(Place::first)
            .thenComparing(Place::second)
            .thenComparingInt(Place::number);

    /** @param file of which something was found wrong before any figure was read */
    static Place before(String file, int number) {
        return new Place(-1, file, "", number);
    }

    static Place ofFigure(String fileName, String name, int number) {
        return new Place(0, fileName, name, number);
    }

    /** @param field such as {@code gene 5594} */
    static Place ofThing(String field, int number) {
        return new Place(1, String.format(Locale.ROOT, "%06d", field.length()), field, number);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
