package org.pfocr.rdf.sink.count;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pfocr.rdf.sink.count.GraphCounts.Cell;
import org.pfocr.rdf.sink.count.GraphCounts.ClassSet;
import org.pfocr.rdf.sink.count.GraphCounts.LaneKey;

/**
 * What a part of a graph says of things whose hashes belong to one place. The shares of one place are first
 * {@linkplain #settle settled}, so that each subject has all of its classes, and what comes of that is brought together
 * again and {@linkplain #count counted}. Numbers are in arrays, since there are millions.
 */
public final class CountShare implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean isOfFigures;

    @SuppressWarnings("serial") // Lists and sets of the JDK's.
    private final List<Set<String>> sets;

    @SuppressWarnings("serial")
    private final List<LaneKey> lanes;

    @SuppressWarnings("serial")
    private final List<Said> open;

    private final long[] subjects;
    private final int[] setsOfSubjects;
    private final long[] objects;
    /** Links to things that may be described in another part: the subject's classes, how, to what, how many. */
    private final int[] linkSets;

    private final int[] linkLanes;
    private final long[] linkObjects;
    private final int[] linkCounts;

    private CountShare(Builder builder) {
        this.isOfFigures = builder.isOfFigures;
        this.sets = new ArrayList<>(builder.setNumbers.keySet());
        this.lanes = new ArrayList<>(builder.laneNumbers.keySet());
        this.open = builder.open;
        this.subjects = builder.subjects.toArray();
        this.setsOfSubjects = builder.setsOfSubjects.toInts();
        this.objects = builder.objects.toArray();
        this.linkSets = builder.linkSets.toInts();
        this.linkLanes = builder.linkLanes.toInts();
        this.linkObjects = builder.linkObjects.toArray();
        this.linkCounts = builder.linkCounts.toInts();
    }

    /** Says whether there is nothing in it. */
    public boolean isEmpty() {
        return subjects.length == 0 && objects.length == 0 && linkObjects.length == 0 && open.isEmpty();
    }

    /**
     * What settling gives.
     *
     * @param shares as many as there are places, in their order
     * @param sums to be added to those of the parts
     */
    public record Settled(List<CountShare> shares, GraphCounts sums) implements Serializable {}

    /**
     * Gives each subject its classes.
     *
     * @param shares all shares of one place
     * @param number how many places there are
     */
    public static Settled settle(List<CountShare> shares, int number) {
        List<CountShare> inOrder = new ArrayList<>(shares);
        inOrder.sort(Comparator.comparing(share -> !share.isOfFigures));
        GraphCounts counts = new GraphCounts();
        for (CountShare share : inOrder) {
            for (int i = 0; i < share.subjects.length; i++) {
                counts.know(share.subjects[i], share.sets.get(share.setsOfSubjects[i]));
            }
        }
        inOrder.forEach(share -> share.open.forEach(said -> counts.add(said.lanes(), said.group())));
        List<CountShare> settled = of(counts, List.of(), false, number);
        GraphCounts sums = new GraphCounts();
        sums.addSums(counts);
        return new Settled(settled, sums);
    }

    /** The same without what {@link #settle} took; to be counted with what that gave. */
    public CountShare withoutSubjects() {
        Builder builder = new Builder(isOfFigures);
        for (long object : objects) {
            builder.objects.add(object);
        }
        for (int i = 0; i < linkObjects.length; i++) {
            builder.link(sets.get(linkSets[i]), lanes.get(linkLanes[i]), linkObjects[i], linkCounts[i]);
        }
        return new CountShare(builder);
    }

    /** Counts what is distinct, and to which classes links lead; the shares are all of one place. */
    public static GraphCounts count(List<CountShare> shares) {
        GraphCounts counts = new GraphCounts();
        List<Set<String>> sets = new ArrayList<>();
        Map<Set<String>, Integer> numbers = new HashMap<>();
        LongIntMap known = new LongIntMap();
        LongSet objects = new LongSet();
        for (CountShare share : shares) {
            for (int i = 0; i < share.subjects.length; i++) {
                Set<String> classes = share.sets.get(share.setsOfSubjects[i]);
                int set = numbers.computeIfAbsent(classes, c -> {
                    sets.add(c);
                    return sets.size();
                });
                known.put(share.subjects[i], set);
                counts.addSubject(classes);
            }
            for (long object : share.objects) {
                objects.add(object);
            }
        }
        counts.addObjects(objects.size());
        for (CountShare share : shares) {
            for (int i = 0; i < share.linkObjects.length; i++) {
                int set = known.get(share.linkObjects[i]);
                if (set != 0) {
                    counts.addLinks(
                            share.sets.get(share.linkSets[i]),
                            share.lanes.get(share.linkLanes[i]),
                            sets.get(set - 1),
                            share.linkCounts[i]);
                }
            }
        }
        return counts;
    }

    static List<CountShare> of(GraphCounts counts, List<Said> open, boolean isOfFigures, int number) {
        List<Builder> builders = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            builders.add(new Builder(isOfFigures));
        }
        counts.forEachSubject((hash, classes) -> {
            Builder builder = builders.get(place(hash, number));
            builder.subjects.add(hash);
            builder.setsOfSubjects.add(builder.number(classes));
        });
        counts.forEachObject(hash -> builders.get(place(hash, number)).objects.add(hash));
        for (ClassSet set : counts.sets()) {
            set.cells.forEach((lane, cell) -> links(set.classes, lane, cell, builders));
        }
        open.forEach(
                said -> builders.get(place(said.group().subject, number)).open.add(said));
        return builders.stream().map(CountShare::new).toList();
    }

    private static void links(Set<String> classes, LaneKey lane, Cell cell, List<Builder> builders) {
        cell.objects.forEach(
                (object, count) -> builders.get(place(object, builders.size())).link(classes, lane, object, count));
    }

    private static int place(long hash, int number) {
        return (int) Math.floorMod(hash, (long) number);
    }

    private static final class Builder {
        private final boolean isOfFigures;
        private final Map<Set<String>, Integer> setNumbers = new LinkedHashMap<>();
        private final Map<LaneKey, Integer> laneNumbers = new LinkedHashMap<>();
        private final List<Said> open = new ArrayList<>();
        private final Longs subjects = new Longs();
        private final Longs setsOfSubjects = new Longs();
        private final Longs objects = new Longs();
        private final Longs linkSets = new Longs();
        private final Longs linkLanes = new Longs();
        private final Longs linkObjects = new Longs();
        private final Longs linkCounts = new Longs();

        Builder(boolean isOfFigures) {
            this.isOfFigures = isOfFigures;
        }

        int number(Set<String> classes) {
            return setNumbers.computeIfAbsent(classes, c -> setNumbers.size());
        }

        void link(Set<String> classes, LaneKey lane, long object, int count) {
            linkSets.add(number(classes));
            linkLanes.add(laneNumbers.computeIfAbsent(lane, l -> laneNumbers.size()));
            linkObjects.add(object);
            linkCounts.add(count);
        }
    }

    private static final class Longs {
        private long[] numbers = new long[4];
        private int size;

        void add(long number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }

        long[] toArray() {
            return Arrays.copyOf(numbers, size);
        }

        int[] toInts() {
            return Arrays.stream(toArray()).mapToInt(Math::toIntExact).toArray();
        }
    }
}
