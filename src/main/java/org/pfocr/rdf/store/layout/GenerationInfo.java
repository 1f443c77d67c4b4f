package org.pfocr.rdf.store.layout;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/**
 * What a generation says of itself.
 *
 * @param created when the load ended
 * @param figures pathway figures in it
 * @param triples distinct triples in all of its graphs
 * @param quads the same, counted once for each graph that has the triple
 */
public record GenerationInfo(Instant created, long figures, long triples, long quads) {
    private static final String FILE = "generation.properties";

    public void write(Path generation) throws IOException {
        // Properties.store would add a comment with the time in the machine's locale.
        Files.write(
                generation.resolve(FILE),
                List.of("created=" + created, "figures=" + figures, "triples=" + triples, "quads=" + quads));
    }

    public static GenerationInfo read(Path generation) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(generation.resolve(FILE))) {
            properties.load(in);
        }
        try {
            return new GenerationInfo(
                    Instant.parse(properties.getProperty("created", "")),
                    Long.parseLong(properties.getProperty("figures", "")),
                    Long.parseLong(properties.getProperty("triples", "")),
                    Long.parseLong(properties.getProperty("quads", "")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(
                    generation.resolve(FILE) + ": is damaged or of an earlier version; load the store again", e);
        }
    }
}
