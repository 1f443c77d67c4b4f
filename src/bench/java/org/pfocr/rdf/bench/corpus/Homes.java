package org.pfocr.rdf.bench.corpus;

import java.util.function.IntPredicate;

/**
 * A figure in which a thing occurs whatever the dice say. With it all things of the real database occur at full size,
 * the rare ones once, and in a part of the corpus so many as a sample of the real one would have.
 */
final class Homes {

    private final int[] start;
    private final int[] things;

    Homes(int figures, long seed, String stream, int count, IntPredicate fits) {
        int[] home = new int[count];
        start = new int[figures + 1];
        for (int thing = 0; thing < count; thing++) {
            int figure = new Draw(seed, stream, thing).below(Shape.FIGURES);
            // Of the whole corpus and not of this one, so that a small corpus is the beginning of a large one.
            while (!fits.test(figure)) {
                figure = (figure + 1) % Shape.FIGURES;
            }
            home[thing] = figure;
            if (figure < figures) {
                start[figure + 1]++;
            }
        }
        for (int figure = 0; figure < figures; figure++) {
            start[figure + 1] += start[figure];
        }
        things = new int[start[figures]];
        int[] next = start.clone();
        for (int thing = 0; thing < count; thing++) {
            if (home[thing] < figures) {
                things[next[home[thing]]++] = thing;
            }
        }
    }

    int from(int figure) {
        return start[figure];
    }

    int to(int figure) {
        return start[figure + 1];
    }

    int thing(int i) {
        return things[i];
    }
}
