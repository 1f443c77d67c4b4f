package org.pfocr.rdf.bench.corpus;

/**
 * Random numbers that depend on a seed, a stream and an index only. So each figure can be written on any thread, and a
 * small corpus is the beginning of a large one.
 */
final class Draw {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Draw(long seed, String stream, long index) {
        state = mix(mix(seed + GOLDEN * stream.hashCode()) + index * GOLDEN);
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * The index-th point of an evenly spread sequence in [0, 1). Totals over many points are nearer to their
     * expectation than with independent draws, and any run of indexes is a fair sample.
     */
    static double even(long seed, String stream, long index) {
        double start = new Draw(seed, stream, -1).unit();
        // Irrational steps, one for each stream, so that streams do not move together.
        double step = 0.6180339887498949 + Math.floorMod(stream.hashCode(), 997) * Math.sqrt(2e-6);
        double x = start + index * step;
        return x - Math.floor(x);
    }

    long bits() {
        state += GOLDEN;
        return mix(state);
    }

    double unit() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    int below(int bound) {
        return (int) (((bits() >>> 33) * bound) >>> 31);
    }

    /** 0, 1, 2 … with the given mean, each less often than the one before. */
    int geometric(double mean) {
        return (int) (Math.log1p(-unit()) / Math.log(mean / (1 + mean)));
    }

    <T> T of(T[] values) {
        return values[below(values.length)];
    }

    /** An index that is the smaller the likelier: the first of a list is met most often. */
    int skewed(int bound) {
        double u = unit();
        return (int) (u * u * u * bound);
    }
}
