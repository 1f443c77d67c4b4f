package org.pfocr.rdf.sink.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTest {
    @Test
    void countsDistinctNumbers() {
        long seed = System.nanoTime();
        System.out.println("LongSetTest seed " + seed);
        Random random = new Random(seed);
        LongSet set = new LongSet();
        Set<Long> expected = new HashSet<>();
        for (int round = 0; round < 500; round++) {
            // Few different ones, so that most are there already; zero, which marks free slots, is one of them.
            for (long value : random.longs(random.nextInt(100), -5_000, 5_000).toArray()) {
                expected.add(value);
                set.add(value);
            }
            assertThat(set.size()).isEqualTo(expected.size());
        }
        assertThat(expected).hasSizeGreaterThan(1024); // More than the first slots.
    }

    @Test
    void zeroIsANumberToo() {
        LongSet set = new LongSet();
        set.add(0);
        set.add(0);
        assertThat(set.size()).isEqualTo(1);
    }
}
