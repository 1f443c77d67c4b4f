package org.pfocr.rdf.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the files that bench/run wrote into a folder and prints Markdown tables: {@code Report FOLDER}. */
public final class Report {

    private Report() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Growth growth = new Growth();
        measures(lines(folder.resolve("measures.tsv")), growth);
        for (Path file : files(folder, "answers-")) {
            System.out.println("### Queries, " + name(file) + "\n");
            QueryTables tables = new QueryTables(lines(file));
            tables.print();
            growth.add("queries, first answers, ms", name(file), tables.mean("first"));
            growth.add("queries, repeated answers, ms", name(file), tables.mean("repeat"));
        }
        for (Path file : files(folder, "throughput-")) {
            System.out.println("### Throughput, " + name(file) + "\n");
            System.out.println(
                    "| store | clients | answers/s | median, ms | 99 %, ms | failed |\n|---|---|---|---|---|---|");
            lines(file).forEach(line -> System.out.println("| " + String.join(" | ", line) + " |"));
            System.out.println();
        }
        growth.print();
    }

    private static void measures(List<String[]> lines, Growth growth) {
        // Step, then size and who, then what, then the values of the runs.
        Map<String, Map<String, Map<String, List<Double>>>> steps = new LinkedHashMap<>();
        for (String[] line : lines) {
            steps.computeIfAbsent(line[1], k -> new LinkedHashMap<>())
                    .computeIfAbsent(line[0] + " | " + line[2], k -> new TreeMap<>())
                    .computeIfAbsent(line[4], k -> new ArrayList<>())
                    .add(Double.valueOf(line[5]));
        }
        steps.forEach((step, rows) -> {
            Set<String> columns = new LinkedHashSet<>();
            rows.values().forEach(row -> columns.addAll(row.keySet()));
            System.out.println("### " + step + "\n");
            System.out.println(
                    "| size | who | " + String.join(" | ", columns) + " |\n|---|---|" + "---|".repeat(columns.size()));
            rows.forEach((who, row) -> {
                StringBuilder out = new StringBuilder("| " + who);
                for (String column : columns) {
                    List<Double> values = row.get(column);
                    out.append(" | ").append(values == null ? "" : number(median(values)));
                }
                System.out.println(out + " |");
            });
            System.out.println();
            rows.forEach((who, row) -> row.forEach((what, values) -> {
                String size = who.substring(0, who.indexOf(' '));
                if (who.endsWith(" ours")) {
                    growth.add(step + ", " + what, size, median(values));
                }
            }));
        });
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    private static List<String[]> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private static List<Path> files(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.toString().endsWith(".tsv"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.indexOf('-') + 1, name.length() - 4);
    }
}
