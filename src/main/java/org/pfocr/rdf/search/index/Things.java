package org.pfocr.rdf.search.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The things that figures are about, in their order in the index: those in most figures first. Immutable.
 *
 * @param numbers what each is, by {@link Gathered#all}
 * @param kinds and of what kind
 * @param counts figures that have it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Things(int[] numbers, Kind[] kinds, int[] counts, int[][] places) {
    static Things of(Gathered gathered) {
        int all = gathered.all.size();
        int[][] counts = new int[Kind.values().length][all];
        for (Part part : Part.values()) {
            Kind kind = part.kind();
            if (kind != null) {
                Pairs pairs = gathered.figures.get(part);
                for (int i = 0; pairs != null && i < pairs.size(); i++) {
                    boolean isTwice = part == Part.MATCHED_ORGANISM
                            && contains(gathered.ofFigure(pairs.first(i), Part.ORGANISM), pairs.second(i));
                    if (!isTwice && gathered.isFigure.get(pairs.first(i))) {
                        counts[kind.place()][pairs.second(i)]++;
                    }
                }
            }
        }
        for (int figure = gathered.isFigure.nextSetBit(0);
                figure >= 0;
                figure = gathered.isFigure.nextSetBit(figure + 1)) {
            for (int paper : gathered.ofFigure(figure, Part.IS_PART_OF)) {
                for (int keyword : gathered.ofPaper(paper, Part.KEYWORD)) {
                    counts[Kind.KEYWORD.place()][keyword]++;
                }
            }
        }
        // Kind and number in one, in the order of counts; ties by kind and by what came first in the store.
        long[] found = IntStream.range(0, counts.length)
                .boxed()
                .flatMapToLong(kind -> IntStream.range(0, all)
                        .filter(number -> counts[kind][number] > 0)
                        .mapToLong(number -> (long) kind << 32 | number))
                .boxed()
                .sorted(Comparator.<Long>comparingInt(at -> -counts[(int) (at >>> 32)][at.intValue()])
                        .thenComparingInt(at -> (int) (at >>> 32))
                        .thenComparingLong(at -> gathered.all.value(at.intValue())))
                .mapToLong(Long::longValue)
                .toArray();
        int[][] places = new int[counts.length][];
        for (int kind = 0; kind < counts.length; kind++) {
            places[kind] = new int[kind == Kind.KEYWORD.place() ? 0 : all];
            Arrays.fill(places[kind], -1);
        }
        int[] numbers = new int[found.length];
        Kind[] kinds = new Kind[found.length];
        int[] figures = new int[found.length];
        for (int i = 0; i < found.length; i++) {
            int kind = (int) (found[i] >>> 32);
            numbers[i] = (int) found[i];
            kinds[i] = Kind.at(kind);
            figures[i] = counts[kind][numbers[i]];
            if (kind != Kind.KEYWORD.place()) {
                places[kind][numbers[i]] = i;
            }
        }
        return new Things(numbers, kinds, figures, places);
    }

    private static boolean contains(int[] numbers, int number) {
        return Arrays.stream(numbers).anyMatch(other -> other == number);
    }

    int size() {
        return numbers.length;
    }

    /** Where a thing stands that a figure has. */
    int place(Kind kind, int number) {
        return places[kind.place()][number];
    }
}
