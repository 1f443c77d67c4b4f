package org.pfocr.rdf.bench.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** First answers and repeated ones, apart; and whether all stores gave the same. */
final class QueryTables {

    private static final String OURS = "ours";

    private final Set<String> peers = new LinkedHashSet<>();
    private final Set<String> queries = new TreeSet<>();
    private final Map<String, List<Double>> times = new HashMap<>();
    /** Query and store to the digests of its answers, or its failures. */
    private final Map<String, Set<String>> outcomes = new HashMap<>();

    private final Set<String> failed = new HashSet<>();

    QueryTables(List<String[]> lines) {
        for (String[] line : lines) {
            peers.add(line[0]);
            queries.add(line[3]);
            String cell = line[3] + " " + line[0];
            outcomes.computeIfAbsent(cell, k -> new LinkedHashSet<>()).add(line[5] + " rows, " + line[6]);
            if (line[6].matches("[0-9a-f]{12}")) {
                times.computeIfAbsent(line[2] + " " + cell, k -> new ArrayList<>())
                        .add(Double.valueOf(line[4]));
            } else {
                failed.add(cell);
            }
        }
    }

    void print() {
        table("first", "First answers of a just-started server, ms, median of the runs");
        table("repeat", "Repeated answers, ms, median of all");
        differences();
    }

    private void table(String phase, String title) {
        System.out.println(title + "\n\n| query | " + String.join(" | ", peers) + " | ours / best peer |\n|---|"
                + "---|".repeat(peers.size() + 1));
        for (String query : queries) {
            StringBuilder row = new StringBuilder("| " + query);
            double best = Double.POSITIVE_INFINITY;
            for (String peer : peers) {
                double ms = ms(phase, query, peer);
                row.append(" | ").append(Double.isNaN(ms) ? "failed" : Report.number(ms));
                if (!peer.equals(OURS) && ms < best) {
                    best = ms;
                }
            }
            double ratio = ms(phase, query, OURS) / best;
            System.out.println(row + " | " + (ratio > 0 ? Report.number(ratio) : "") + " |");
        }
        StringBuilder means = new StringBuilder("| **geometric mean**");
        StringBuilder ratios = new StringBuilder("| **ours / peer**");
        for (String peer : peers) {
            means.append(" | ").append(Report.number(mean(phase, peer, false)));
            ratios.append(" | ").append(Report.number(1 / mean(phase, peer, true)));
        }
        System.out.println(means + " | |\n" + ratios + " | |\n");
    }

    private double ms(String phase, String query, String peer) {
        List<Double> values = times.get(phase + " " + query + " " + peer);
        return values == null ? Double.NaN : Report.median(values);
    }

    /** The geometric mean of this program's times. */
    double mean(String phase) {
        return mean(phase, OURS, false);
    }

    /** Over the queries that the store answered; as a ratio to ours over those that both answered. */
    private double mean(String phase, String peer, boolean ratio) {
        double sum = 0;
        int count = 0;
        for (String query : queries) {
            double ms = ms(phase, query, peer) / (ratio ? ms(phase, query, OURS) : 1);
            if (!Double.isNaN(ms)) {
                sum += Math.log(ms);
                count++;
            }
        }
        return Math.exp(sum / count);
    }

    private void differences() {
        List<String> found = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (String query : queries) {
            Set<String> ours = outcomes.getOrDefault(query + " " + OURS, Set.of());
            for (String peer : peers) {
                Set<String> theirs = outcomes.getOrDefault(query + " " + peer, Set.of());
                if (failed.contains(query + " " + peer)) {
                    without.add("- **" + query + "**: " + peer + " gave " + theirs);
                } else if (!theirs.equals(ours) || theirs.size() > 1) {
                    found.add("- **" + query + "**: " + peer + " gave " + theirs + ", ours " + ours);
                }
            }
        }
        System.out.println(
                found.isEmpty()
                        ? "All answers to all " + queries.size() + " queries are the same, each time.\n"
                        : "**ANSWERS DIFFER**\n\n" + String.join("\n", found) + "\n");
        if (!without.isEmpty()) {
            System.out.println("Without an answer:\n\n" + String.join("\n", without) + "\n");
        }
    }
}
