package org.pfocr.rdf.sets.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The numbers that R gives; {@code src/test/r/reference-values.R} made the tables. */
class StatisticsTest {
    private static final Path TABLES = Path.of("src/test/resources/sets");
    private static final double NINE_DIGITS = 1e-7; // Percent.
    private static final double SIX_DIGITS = 1e-4;

    private static List<Map<String, String>> table(String name) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(TABLES.resolve(name));
        String[] columns = lines.get(0).split("\t", -1);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], fields[i]);
            }
            rows.add(row);
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }

    private static double real(Map<String, String> row, String column) {
        return row.get(column).equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(row.get(column));
    }

    private static double logP(Map<String, String> row) {
        int overlap = number(row, "overlap");
        double[] tails = Hypergeometric.logUpperTails(
                number(row, "size"), number(row, "list"), number(row, "background"), overlap);
        return tails[overlap];
    }

    @Test
    void pIsPhyper() throws IOException {
        double lowest = 1;
        List<Map<String, String>> rows = table("fisher.tsv");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(200);
        for (Map<String, String> row : rows) {
            assertThat(Math.exp(logP(row))).as("%s", row).isCloseTo(real(row, "p"), withinPercentage(NINE_DIGITS));
            lowest = Math.min(lowest, real(row, "p"));
        }
        assertThat(lowest).as("R's lowest p").isBetween(1e-305, 1e-295);
    }

    @Test
    void pGoesOnWhereNumbersEnd() {
        double[] tails = Hypergeometric.logUpperTails(600, 600, 20_000, 600);
        // All of the list in the figure: one of the ways to choose 600 of 20,000.
        double ways = 0;
        for (int i = 0; i < 600; i++) {
            ways += Math.log(20_000 - i) - Math.log(600 - i);
        }
        assertThat(tails[600]).isCloseTo(-ways, within(1e-9 * ways)).isLessThan(-2000);
        assertThat(tails[599]).isGreaterThan(tails[600]);
        assertThat(tails[0]).isZero();
        assertThat(tails[1]).isLessThanOrEqualTo(0);
    }

    @Test
    void qIsPAdjust() throws IOException {
        List<Map<String, String>> rows = table("fisher.tsv");
        double[] distinct = rows.stream()
                .mapToDouble(StatisticsTest::logP)
                .distinct()
                .sorted()
                .toArray();
        int[] times = new int[distinct.length];
        for (Map<String, String> row : rows) {
            times[Arrays.binarySearch(distinct, logP(row))]++;
        }
        double[] q = FalseDiscovery.adjusted(distinct, times, rows.size());
        double[] ofMore = FalseDiscovery.adjusted(distinct, times, 5000);
        for (Map<String, String> row : rows) {
            int at = Arrays.binarySearch(distinct, logP(row));
            assertThat(q[at]).as("%s", row).isCloseTo(real(row, "q"), withinPercentage(NINE_DIGITS));
            assertThat(ofMore[at]).as("%s", row).isCloseTo(real(row, "q_of_5000"), withinPercentage(NINE_DIGITS));
        }
    }

    @Test
    void oddsAreThoseOfFisherTest() throws IOException {
        int infinite = 0;
        for (Map<String, String> row : table("fisher.tsv")) {
            double odds = FisherOdds.estimate(
                    number(row, "overlap"), number(row, "size"), number(row, "list"), number(row, "background"));
            double expected = real(row, "odds");
            if (Double.isInfinite(expected)) {
                infinite++;
                assertThat(odds).as("%s", row).isEqualTo(expected);
            } else {
                assertThat(odds).as("%s", row).isCloseTo(expected, withinPercentage(NINE_DIGITS));
            }
        }
        assertThat(infinite).isBetween(10, 100);
    }

    @Test
    void walleniusIsBiasedUrn() throws IOException {
        List<Map<String, String>> rows = table("wallenius.tsv");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(200);
        for (Map<String, String> row : rows) {
            double p = Math.exp(Wallenius.logUpperTail(
                    number(row, "overlap"),
                    number(row, "size"),
                    number(row, "rest"),
                    number(row, "list"),
                    real(row, "odds")));
            assertThat(p).as("%s", row).isCloseTo(real(row, "p"), withinPercentage(SIX_DIGITS));
        }
    }

    /** With odds 1 the urn is the plain one, where the sum is exact. */
    @Test
    void walleniusWithoutBiasIsHypergeometric() {
        long seed = 20261127;
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            int all = 2 + random.nextInt(random.nextInt(20_000) + 10);
            int size = 1 + random.nextInt(Math.min(all - 1, 1 + random.nextInt(400)));
            int list = 1 + random.nextInt(Math.min(all - 1, 1 + random.nextInt(2500)));
            int most = Math.min(size, list);
            int x = random.nextBoolean() ? random.nextInt(Math.min(4, most) + 1) : random.nextInt(most + 1);
            double plain = Hypergeometric.logUpperTails(size, list, all, x)[x];
            double p = Wallenius.logUpperTail(x, size, all - size, list, 1);
            assertThat(p)
                    .as("seed %d: %d of %d, list of %d, %d in all", seed, x, size, list, all)
                    .isCloseTo(plain, within(1e-8));
        }
    }

    /** All genes of the figure before the only other one: a product of their chances, one draw after the other. */
    @Test
    void walleniusGoesOnWhereNumbersEnd() {
        for (double odds : new double[] {1e-12, 0.03, 1, 40}) {
            double log = 0;
            for (int left = 1; left <= 59; left++) {
                log += Math.log(left * odds / (left * odds + 1));
            }
            assertThat(Wallenius.logUpperTail(59, 59, 1, 59, odds))
                    .as("odds %s", odds)
                    .isCloseTo(log, withinPercentage(SIX_DIGITS));
        }
    }

    /** The urn itself: all ways to draw, gene by gene. */
    private static double urn(int x, int size, int rest, int list, double odds) {
        double[] drawn = new double[list + 2];
        drawn[0] = 1;
        for (int draw = 0; draw < list; draw++) {
            double[] next = new double[list + 2];
            for (int inside = Math.max(0, draw - rest); inside <= Math.min(draw, size); inside++) {
                double weightInside = odds * (size - inside);
                double weightRest = rest - (draw - inside);
                double isInside = weightInside / (weightInside + weightRest);
                next[inside + 1] += drawn[inside] * isInside;
                next[inside] += drawn[inside] * (1 - isInside);
            }
            drawn = next;
        }
        double tail = 0;
        for (int y = Math.min(list, size); y >= x; y--) {
            tail += drawn[y];
        }
        return tail;
    }

    @Test
    void walleniusIsTheUrnStepByStep() {
        long seed = 1963;
        Random random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            int size = 1 + random.nextInt(200);
            int rest = 1 + random.nextInt(random.nextInt(5000) + 1);
            int list = 1 + random.nextInt(Math.min(size + rest - 1, 150));
            double odds = Math.exp(random.nextDouble() * 8 - 4);
            int x = random.nextInt(Math.min(size, list) + 1);
            double expected = urn(x, size, rest, list, odds);
            if (expected > 1e-280) {
                assertThat(Math.exp(Wallenius.logUpperTail(x, size, rest, list, odds)))
                        .as("seed %d: %d of %d, rest %d, list %d, odds %s", seed, x, size, rest, list, odds)
                        .isCloseTo(expected, withinPercentage(SIX_DIGITS / 100));
            }
        }
    }

    @Test
    void oneUrnAfterTheOtherIsGoseq() throws IOException {
        Map<String, Double> weights = new HashMap<>();
        List<String> listed = new ArrayList<>();
        for (Map<String, String> gene : table("goseq-genes.tsv")) {
            weights.put(gene.get("gene"), real(gene, "weight"));
            if (gene.get("listed").equals("1")) {
                listed.add(gene.get("gene"));
            }
        }
        double all = weights.values().stream().mapToDouble(w -> w).sum();
        for (Map<String, String> row : table("goseq.tsv")) {
            List<String> genes = List.of(row.get("genes").split(" "));
            double inside = genes.stream().mapToDouble(weights::get).sum();
            int rest = weights.size() - genes.size();
            double odds = inside / genes.size() / ((all - inside) / rest);
            int overlap = (int) genes.stream().filter(listed::contains).count();
            double p = Math.exp(Wallenius.logUpperTail(overlap, genes.size(), rest, listed.size(), odds));
            assertThat(p).as("%s", row.get("category")).isCloseTo(real(row, "p"), withinPercentage(SIX_DIGITS));
        }
    }

    @Test
    void theExponentIsTheLikeliest() throws IOException {
        for (Map<String, String> row : table("popularity.tsv")) {
            assertThat(PopularityWeights.fit(counts(row, "drawn"), counts(row, "listed"))
                            .exponent())
                    .as("%s", row.get("listed"))
                    .isCloseTo(real(row, "exponent"), within(1e-5));
        }
    }

    private static int[] counts(Map<String, String> row, String column) {
        return Arrays.stream(row.get(column).split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
