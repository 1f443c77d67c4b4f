package org.pfocr.rdf.store.layout;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a generation says of itself.
 *
 * @param created when the load ended
 * @param figures pathway figures in it
 * @param triples distinct triples in all of its graphs
 * @param quads the same, counted once for each graph that has the triple
 * @param indexes what its indexes beside the triples hold, by names such as {@code sets.figures}
 */
public record GenerationInfo(Instant created, long figures, long triples, long quads, Map<String, Long> indexes) {
    /**
     * The form of a generation: its files and what is in them. It becomes another number when a program that knows only
     * the old form could not answer from the new one, or the other way round; docs/compatibility.md.
     */
    public static final String FORM = "1";

    private static final String FILE = "generation.properties";

    /** What the name of an index's count has and no other property. */
    private static final String INDEX = ".";

    public void write(Path generation) throws IOException {
        // Properties.store would add a comment with the time in the machine's locale.
        List<String> lines = new ArrayList<>(List.of(
                "form=" + FORM, "created=" + created, "figures=" + figures, "triples=" + triples, "quads=" + quads));
        new TreeMap<>(indexes).forEach((name, count) -> lines.add(name + "=" + count));
        Files.write(generation.resolve(FILE), lines);
    }

    /**
     * The form in which a generation was written. Generations of the first versions do not name theirs.
     *
     * @throws java.nio.file.NoSuchFileException when the generation is not there
     */
    public static String form(Path generation) throws IOException {
        return properties(generation).getProperty("form", "0");
    }

    /**
     * What a generation says of itself.
     *
     * @throws IOException also when that is damaged
     */
    public static GenerationInfo read(Path generation) throws IOException {
        Properties properties = properties(generation);
        try {
            Map<String, Long> indexes = new TreeMap<>();
            for (String name : properties.stringPropertyNames()) {
                if (name.contains(INDEX)) {
                    indexes.put(name, Long.valueOf(properties.getProperty(name)));
                }
            }
            return new GenerationInfo(
                    Instant.parse(properties.getProperty("created", "")),
                    Long.parseLong(properties.getProperty("figures", "")),
                    Long.parseLong(properties.getProperty("triples", "")),
                    Long.parseLong(properties.getProperty("quads", "")),
                    indexes);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(generation, e);
        }
    }

    private static Properties properties(Path generation) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(generation.resolve(FILE))) {
            properties.load(in);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw damaged(generation, e);
        }
        return properties;
    }

    private static IOException damaged(Path generation, Exception cause) {
        return new IOException(generation.resolve(FILE) + ": is damaged; load the store again", cause);
    }
}
