package org.pfocr.rdf.serve.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TextSearchTest {
    /** Long enough for our own search, of few letters, so that much is found in part. */
    @Test
    void itFindsWhatTheJvmFinds() {
        long seed = System.nanoTime();
        System.out.println("TextSearchTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            String text = text(random, 20_000, 2 + random.nextInt(2));
            int begin = random.nextInt(12_000);
            String part = text.substring(begin, begin + 3_000 + random.nextInt(3_000));
            String wanted = random.nextBoolean() ? part : part.substring(1) + (char) ('a' + random.nextInt(3));
            assertThat(TextSearch.indexOf(text, wanted)).isEqualTo(text.indexOf(wanted));
        }
        assertThat(TextSearch.indexOf("abc", "")).isZero();
        assertThat(TextSearch.indexOf("", "a")).isEqualTo(-1);
    }

    private static String text(Random random, int length, int letters) {
        return random.ints(length, 0, letters)
                .collect(
                        StringBuilder::new, (text, letter) -> text.append((char) ('a' + letter)), StringBuilder::append)
                .toString();
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void aLongTextIsSearchedInTimeThatGrowsWithItsLength() {
        String text = "x".repeat(1_000_000);
        assertThat(TextSearch.indexOf(text, "x".repeat(500_000) + "y"))
                .isEqualTo(-1); // Hours by comparing at each place.
    }
}
