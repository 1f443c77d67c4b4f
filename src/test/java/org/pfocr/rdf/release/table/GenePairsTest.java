package org.pfocr.rdf.release.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenePairsTest {
    private static String written(double number) {
        StringBuilder text = new StringBuilder();
        GenePairs.decimal(text, number);
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0000",
        "1, 1.0000",
        "-1, -1.0000",
        "0.5, 0.5000",
        "-0.5, -0.5000",
        "12.34567, 12.3457",
        "-0.00004, 0.0000",
        "-0.0123, -0.0123",
        "9.99996, 10.0000",
        "0.0001, 0.0001"
    })
    void aNumberHasFourPlaces(double number, String text) {
        assertThat(written(number)).isEqualTo(text);
    }

    @Test
    void itIsAsTheFormatterWritesIt() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double number = random.nextGaussian() * 10;
            assertThat(Double.parseDouble(written(number)))
                    .as("%s", number)
                    .isEqualTo(Double.parseDouble(String.format(Locale.ROOT, "%.4f", number)));
        }
    }
}
