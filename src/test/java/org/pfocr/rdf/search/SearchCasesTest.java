package org.pfocr.rdf.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;

/** Searches of {@code search/cases.tsv} with the figure that each should find. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SearchCasesTest {
    /** Mean of one through the wanted figure's rank. */
    private static final double LEAST = 0.9;

    private record Case(String data, String text, String wanted) {}

    private static List<Case> cases(String data) throws Exception {
        try (var in = SearchCasesTest.class.getResourceAsStream("/search/cases.tsv")) {
            List<Case> cases = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Case(fields[0], fields[1], fields[2]))
                    .toList();
            assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
            return cases.stream().filter(one -> one.data.equals(data)).toList();
        }
    }

    @Test
    void ofTheSample(@TempDir Path folder) throws Exception {
        check("sample", TestData.SAMPLE, folder);
    }

    @Test
    void ofRealFigures(@TempDir Path folder) throws Exception {
        check("pfocr-v1", TestData.real("pfocr-v1"), folder);
    }

    private static void check(String data, Path input, Path folder) throws Exception {
        List<String> missed = new ArrayList<>();
        double sum = 0;
        List<Case> cases = cases(data);
        try (Indexed indexed = Indexed.of(folder.resolve("db"), input)) {
            for (Case one : cases) {
                int rank = indexed.find(one.text).indexOf(one.wanted) + 1;
                sum += rank == 0 ? 0 : 1.0 / rank;
                if (rank != 1) {
                    missed.add(one.text + ": " + (rank == 0 ? "not found" : "rank " + rank));
                }
            }
        }
        double mean = sum / cases.size();
        System.out.printf(
                Locale.ROOT,
                "%s: mean reciprocal rank %.3f over %d searches; not first: %s%n",
                data,
                mean,
                cases.size(),
                missed);
        assertThat(missed).noneMatch(one -> one.endsWith("not found"));
        assertThat(mean).isGreaterThanOrEqualTo(LEAST);
    }
}
