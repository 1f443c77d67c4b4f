package org.pfocr.rdf.bench.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A query of a file. */
record BenchQuery(String name, String text) {

    /** All queries of some folders; those of the first folder first, by name. */
    static List<BenchQuery> of(String folders) throws IOException {
        List<BenchQuery> queries = new ArrayList<>();
        for (String folder : folders.split(",", -1)) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".rq")).sorted().toList()) {
                    String name = file.getName(file.getNameCount() - 1).toString();
                    queries.add(new BenchQuery(name.substring(0, name.length() - 3), Files.readString(file)));
                }
            }
        }
        if (queries.isEmpty()) {
            throw new IOException("no queries in " + folders);
        }
        return queries;
    }

    boolean isGraph() {
        return text.lines().anyMatch(line -> line.startsWith("CONSTRUCT") || line.startsWith("DESCRIBE"));
    }
}
