package org.pfocr.rdf.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a cost grows with the corpus: the slope of its logarithm over that of the number of figures. */
final class Growth {

    private static final Map<String, Integer> SIZES = Map.of("tenth", 9_112, "half", 45_558, "full", 91_117);

    /** What is measured, to figures and cost. */
    private final Map<String, TreeMap<Integer, Double>> costs = new TreeMap<>();

    void add(String what, String size, double cost) {
        Integer figures = SIZES.get(size);
        if (figures != null) {
            costs.computeIfAbsent(what, key -> new TreeMap<>()).put(figures, cost);
        }
    }

    void print() {
        if (costs.values().stream().allMatch(points -> points.size() < 2)) {
            return;
        }
        System.out.println(
                "### Growth of this program's costs\n\n| cost | at 9,112 | at 45,558 | at 91,117 | exponent |\n"
                        + "|---|---|---|---|---|");
        costs.forEach((what, points) -> {
            List<String> cells = new ArrayList<>();
            for (int figures : List.of(9_112, 45_558, 91_117)) {
                Double cost = points.get(figures);
                cells.add(cost == null ? "" : Report.number(cost));
            }
            System.out.println("| " + what + " | " + String.join(" | ", cells) + " | "
                    + (points.size() < 2 ? "" : Report.number(slope(points))) + " |");
        });
        System.out.println();
    }

    /** Least squares. */
    private static double slope(Map<Integer, Double> points) {
        double meanX = points.keySet().stream().mapToDouble(Math::log).average().orElseThrow();
        double meanY = points.values().stream().mapToDouble(Math::log).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (Map.Entry<Integer, Double> point : points.entrySet()) {
            double x = Math.log(point.getKey()) - meanX;
            above += x * (Math.log(point.getValue()) - meanY);
            below += x * x;
        }
        return above / below;
    }
}
