package org.pfocr.rdf.store.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a property is used: counted while the indexes are made, kept beside them, and read by the planner.
 *
 * @param quads that have it
 * @param subjects distinct ones of these
 * @param objects distinct ones of these
 * @param repeats quads whose triple stands in another graph, counted before, too
 */
public record PropertyCounts(long quads, long subjects, long objects, long repeats) {
    public static final PropertyCounts NONE = new PropertyCounts(0, 0, 0, 0);

    private static final String FILE = "pfocr-properties.tsv";

    /**
     * Writes the counts of a store's properties.
     *
     * @param data folder of TDB2's files
     * @param properties by node id
     */
    public static void write(Path data, Map<Long, PropertyCounts> properties) throws IOException {
        List<String> lines = new ArrayList<>();
        properties.forEach((id, counts) -> lines.add(
                id + "\t" + counts.quads + "\t" + counts.subjects + "\t" + counts.objects + "\t" + counts.repeats));
        Files.write(data.resolve(FILE), lines);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException also when the file is missing or damaged
     */
    public static Map<Long, PropertyCounts> read(Path data) throws IOException {
        Map<Long, PropertyCounts> properties = new HashMap<>();
        try {
            for (String line : Files.readAllLines(data.resolve(FILE))) {
                String[] fields = line.split("\t", -1);
                properties.put(
                        Long.valueOf(fields[0]),
                        new PropertyCounts(
                                Long.parseLong(fields[1]),
                                Long.parseLong(fields[2]),
                                Long.parseLong(fields[3]),
                                Long.parseLong(fields[4])));
            }
        } catch (NoSuchFileException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException(data.resolve(FILE) + ": is missing or damaged; load the store again", e);
        }
        return properties;
    }
}
