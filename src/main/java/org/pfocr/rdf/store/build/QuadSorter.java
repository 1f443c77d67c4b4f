package org.pfocr.rdf.store.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.pfocr.rdf.store.layout.PropertyCounts;

/**
 * Makes TDB2's indexes of quads by sorting: a quad is packed into one number of 64 bits, in which its parts stand in the
 * order of the index; the sorted numbers are unpacked into a {@link TreeWriter}. Where memory does not hold the numbers of
 * all quads at once, they are made and sorted in ranges, for each of which the rows are read again. Thread-safe.
 */
final class QuadSorter {
    /** Ranges are whole multiples of what the first bits of a number tell apart. */
    private static final int RANGE_BITS = 16;

    private static final int GRAPH = 0;
    private static final int SUBJECT = 1;
    private static final int PROPERTY = 2;
    private static final int OBJECT = 3;
    private static final String PARTS = "GSPO";

    private final QuadRows rows;
    private final int terms;
    private final int[] placesOfValues;
    /** Node ids in ascending order; a term's or value's place among them is its rank. */
    private final long[] termIds;

    private final long[] valueIds;
    /** Ranks of graphs and of properties among themselves; a pair's, and back to their ranks among all. */
    private final int[] graphOfPair;

    private final int[] propertyOfPair;
    private final int[] graphs;
    private final int[] properties;
    private final int[] widths;
    /** By rank of the property; each is filled while an index in whose order they stand together is written. */
    private final long[] quadsOf;

    private final long[] subjectsOf;
    private final long[] objectsOf;
    private final long[] repeatsOf;

    /**
     * @throws IOException when there are too many terms
     */
    QuadSorter(QuadRows rows, TermDictionary dictionary) throws IOException {
        this.rows = rows;
        this.terms = dictionary.size();
        this.termIds = dictionary.places();
        this.valueIds = rows.sortedValues();
        this.placesOfValues = rows.placesOfValues(valueIds);
        this.graphs = distinct(QuadRows.Pair::graph);
        this.properties = distinct(QuadRows.Pair::property);
        this.graphOfPair = places(graphs, QuadRows.Pair::graph);
        this.propertyOfPair = places(properties, QuadRows.Pair::property);
        this.quadsOf = new long[properties.length];
        this.subjectsOf = new long[properties.length];
        this.objectsOf = new long[properties.length];
        this.repeatsOf = new long[properties.length];
        int termBits = bits((long) terms + valueIds.length);
        this.widths = new int[] {bits(graphs.length), termBits, bits(properties.length), termBits};
        if (Arrays.stream(widths).sum() > Long.SIZE) {
            throw new IOException("too many different terms for one store: " + terms + " with " + properties.length
                    + " properties in " + graphs.length + " graphs");
        }
    }

    private static int bits(long count) {
        return Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, count - 1));
    }

    private int[] distinct(ToIntFunction<QuadRows.Pair> part) {
        return rows.pairs().stream()
                .mapToInt(part)
                .map(this::rank)
                .sorted()
                .distinct()
                .toArray();
    }

    private int[] places(int[] ranks, ToIntFunction<QuadRows.Pair> part) {
        return rows.pairs().stream()
                .mapToInt(pair -> Arrays.binarySearch(ranks, rank(part.applyAsInt(pair))))
                .toArray();
    }

    private int rank(int number) {
        return number >= 0 ? number : terms + placesOfValues[-1 - number];
    }

    private long nodeId(int rank) {
        return rank < terms ? termIds[rank] : valueIds[rank - terms];
    }

    /** Memory for the numbers of so many quads, which one thread uses again and again. */
    static final class Room {
        private final long[] numbers;
        private final long[] spare;

        Room(int quads) {
            numbers = new long[quads];
            spare = new long[quads];
        }
    }

    /**
     * Writes an index.
     *
     * @param name TDB2's name of it, such as POSG, which is the order of its parts
     * @return how many there are; the distinct triples only of an index that ends with the graph
     */
    Counts index(Path folder, String name, Room room) throws IOException {
        Order order = new Order(name);
        long[] ends = order.ranges(room.numbers.length);
        try (TreeWriter tree = new TreeWriter(folder, name, PARTS.length(), 0)) {
            long first = 0;
            for (long last : ends) {
                order.write(first, last, room, tree);
                first = last + 1;
            }
            long quads = tree.finish();
            return new Counts(quads, quads - order.repeated);
        }
    }

    /**
     * How many there are.
     *
     * @param triples distinct triples, whatever their graphs
     */
    record Counts(long quads, long triples) {}

    /** What was counted of each property, by its node id; call when POSG and SPOG have been written. */
    Map<Long, PropertyCounts> properties() {
        Map<Long, PropertyCounts> counts = new TreeMap<>();
        for (int i = 0; i < properties.length; i++) {
            counts.put(
                    nodeId(properties[i]), new PropertyCounts(quadsOf[i], subjectsOf[i], objectsOf[i], repeatsOf[i]));
        }
        return counts;
    }

    /** Where the parts of a quad stand in the numbers of one index. */
    private final class Order {
        private final int[] parts = new int[PARTS.length()];
        private final int[] shifts = new int[PARTS.length()];
        private final int bits;
        /** Triples that stand in more than one graph. */
        private long repeated;

        private long last;
        private boolean hasLast;

        Order(String name) {
            int shift = 0;
            for (int i = name.length() - 1; i >= 0; i--) {
                parts[i] = PARTS.indexOf(name.charAt(i));
                shifts[parts[i]] = shift;
                shift += widths[parts[i]];
            }
            bits = shift;
        }

        private long number(int subject, int object, int pair) {
            return (long) graphOfPair[pair] << shifts[GRAPH]
                    | (long) rank(subject) << shifts[SUBJECT]
                    | (long) propertyOfPair[pair] << shifts[PROPERTY]
                    | (long) rank(object) << shifts[OBJECT];
        }

        /** The highest range of each pass, so that each pass has no more quads than there is room for. */
        private long[] ranges(int room) throws IOException {
            int ranges = 1 << RANGE_BITS;
            if (rows.size() <= room) {
                return new long[] {ranges - 1L};
            }
            long[] counts = new long[ranges];
            rows.read((subject, object, pair) -> counts[range(number(subject, object, pair))]++);
            long[] ends = new long[ranges];
            int passes = 0;
            long sum = 0;
            for (int i = 0; i < ranges; i++) {
                if (counts[i] > room) {
                    throw new IOException("not enough memory to sort " + counts[i]
                            + " quads at once; give the program more, such as PFOCR_HEAP=8g");
                }
                if (sum + counts[i] > room) {
                    ends[passes++] = i - 1L;
                    sum = 0;
                }
                sum += counts[i];
            }
            ends[passes++] = ranges - 1L;
            return Arrays.copyOf(ends, passes);
        }

        private int range(long number) {
            return (int) (bits > RANGE_BITS ? number >>> (bits - RANGE_BITS) : number);
        }

        private int part(long number, int part) {
            return (int) (number >>> shifts[part] & ((1L << widths[part]) - 1));
        }

        private void count(long number) {
            int property = part(number, PROPERTY);
            if (parts[0] == PROPERTY) {
                quadsOf[property]++;
                if (isOther(number, OBJECT)) {
                    objectsOf[property]++;
                } else if (!isOther(number, SUBJECT)) {
                    repeatsOf[property]++;
                }
            } else if (parts[0] == SUBJECT && isOther(number, PROPERTY)) {
                subjectsOf[property]++;
            }
            last = number;
            hasLast = true;
        }

        /** Whether the number differs from the last one in a part or in one before it. */
        private boolean isOther(long number, int part) {
            return !hasLast || number >>> shifts[part] != last >>> shifts[part];
        }

        private void write(long firstRange, long lastRange, Room room, TreeWriter tree) throws IOException {
            long[] numbers = room.numbers;
            int[] count = new int[1];
            boolean all = rows.size() <= numbers.length;
            rows.read((subject, object, pair) -> {
                long number = number(subject, object, pair);
                if (all || (range(number) >= firstRange && range(number) <= lastRange)) {
                    numbers[count[0]++] = number;
                }
            });
            long[] sorted = LongSort.sort(numbers, count[0], bits, room.spare);
            for (int i = 0; i < count[0]; i++) {
                long number = sorted[i];
                if (i > 0 && number == sorted[i - 1]) {
                    continue; // The same quad came twice.
                }
                if (parts[parts.length - 1] == GRAPH && !isOther(number, parts[parts.length - 2])) {
                    repeated++;
                }
                count(number);
                long[] record = tree.buffer();
                int at = tree.at();
                for (int part : parts) {
                    int value = part(number, part);
                    record[at++] = switch (part) {
                        case GRAPH -> nodeId(graphs[value]);
                        case PROPERTY -> nodeId(properties[value]);
                        default -> nodeId(value);
                    };
                }
                tree.add();
            }
        }
    }
}
