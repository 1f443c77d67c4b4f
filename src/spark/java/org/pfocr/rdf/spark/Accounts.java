package org.pfocr.rdf.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.read.ReadResult.Unread;

/** What is counted of a part of the input; that of two parts can be merged in any order. Not thread-safe. */
final class Accounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Names of unread keys that a task remembers, since a hostile source could name ever new ones; as many as the report of
     * one machine has.
     */
    private static final int MAX_UNREAD = 1000;

    /** @param figures how many have it */
    record Counted(Place place, Unread first, int figures) implements Serializable {
        Counted merge(Counted other) {
            Counted earlier = place.compareTo(other.place) <= 0 ? this : other;
            return new Counted(earlier.place, earlier.first, figures + other.figures);
        }
    }

    int files;
    int figures;
    int rejected;
    long rows;
    long reportedRows;
    long repeatedRows;
    long triples;
    int papers;
    int genes;
    long problems;
    private @Nullable Place exampleAt;
    private @Nullable String example;
    private @Nullable String newestYear;
    private Notes together = Notes.NONE;

    /** FIGIDs that tables of the input name, as far as there are such figures. */
    private final HashSet<String> figids = new HashSet<>();

    private final TreeMap<String, Counted> unread = new TreeMap<>();
    private long otherUnread;

    void figure(Place place, String figid, @Nullable String year) {
        figures++;
        if (exampleAt == null || place.compareTo(exampleAt) < 0) {
            exampleAt = place;
            example = figid;
        }
        if (year != null && (newestYear == null || year.compareTo(newestYear) > 0)) {
            newestYear = year;
        }
    }

    void unread(Place place, Unread key) {
        if (unread.size() < MAX_UNREAD || unread.containsKey(key.name())) {
            unread.merge(key.name(), new Counted(place, key, 1), Counted::merge);
        } else {
            otherUnread++;
        }
    }

    void figid(String figid) {
        figids.add(figid);
    }

    void together(Notes notes) {
        together = together.merge(notes);
    }

    Accounts merge(Accounts other) {
        files += other.files;
        figures += other.figures;
        rejected += other.rejected;
        rows += other.rows;
        reportedRows += other.reportedRows;
        repeatedRows += other.repeatedRows;
        triples += other.triples;
        papers += other.papers;
        genes += other.genes;
        problems += other.problems;
        if (other.exampleAt != null && (exampleAt == null || other.exampleAt.compareTo(exampleAt) < 0)) {
            exampleAt = other.exampleAt;
            example = other.example;
        }
        if (other.newestYear != null && (newestYear == null || other.newestYear.compareTo(newestYear) > 0)) {
            newestYear = other.newestYear;
        }
        together = together.merge(other.together);
        figids.addAll(other.figids);
        other.unread.forEach((name, counted) -> unread.merge(name, counted, Counted::merge));
        otherUnread += other.otherUnread;
        forgetLast();
        return this;
    }

    /** Keeps the names that came first, as one machine does. */
    private void forgetLast() {
        if (unread.size() > MAX_UNREAD) {
            List<Map.Entry<String, Counted>> inOrder = new ArrayList<>(unread.entrySet());
            inOrder.sort(Comparator.comparing(entry -> entry.getValue().place()));
            inOrder.subList(MAX_UNREAD, inOrder.size()).forEach(entry -> {
                otherUnread += entry.getValue().figures();
                unread.remove(entry.getKey());
            });
        }
    }

    @Nullable
    String example() {
        return example;
    }

    @Nullable
    String newestYear() {
        return newestYear;
    }

    Notes together() {
        return together;
    }

    Set<String> figids() {
        return figids;
    }

    Map<String, Counted> unread() {
        return unread;
    }

    long otherUnread() {
        return otherUnread;
    }
}
