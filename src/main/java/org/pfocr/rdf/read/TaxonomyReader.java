package org.pfocr.rdf.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;

/**
 * Reads NCBI Taxonomy's {@code names.dmp} (taxdump_readme.txt: tax_id, name, unique name and name class, ended by a tab and a
 * bar). Stateless.
 */
public final class TaxonomyReader {
    /** Names of organisms that figures name often and pages do not have. */
    private static final String FREQUENT = "/taxa.tsv";

    private TaxonomyReader() {}

    /** Taxonomy ids of some frequent organisms by name, from a table in the program. */
    public static Map<String, String> frequent() {
        Map<String, String> ids = new HashMap<>();
        try (InputStream in = TaxonomyReader.class.getResourceAsStream(FREQUENT)) {
            if (in == null) {
                throw new IllegalStateException(FREQUENT + " is missing from the program");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] cells = line.split("\t", -1);
                if (cells.length == 2 && !line.startsWith("#")) {
                    ids.put(cells[0], cells[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    /**
     * Returns the ids of the wanted names. A scientific name goes before any other; a name that has several ids all the same
     * is left out.
     *
     * @param name the table's name, for problems
     */
    public static Map<String, String> read(String name, InputStream in, Set<String> wanted, Consumer<Problem> problems)
            throws IOException {
        Map<String, String> scientific = new HashMap<>();
        Map<String, String> others = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        boolean isTable = false;
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] cells = line.split("\t\\|\t?", -1);
            if (cells.length < 4 || !Ids.isTaxon(cells[0])) {
                continue;
            }
            isTable = true;
            if (wanted.contains(cells[1])) {
                Map<String, String> ids = cells[3].equals("scientific name") ? scientific : others;
                String before = ids.putIfAbsent(cells[1], cells[0]);
                if (before != null && !before.equals(cells[0])) {
                    ambiguous.add(cells[1]);
                }
            }
        }
        if (!isTable) {
            problems.accept(new Problem(
                    Kind.BAD_TABLE,
                    name,
                    1,
                    null,
                    "has no line of the form of names.dmp",
                    "give names.dmp of NCBI's taxdump archive"));
        }
        Map<String, String> found = new HashMap<>(others);
        found.putAll(scientific);
        found.keySet().removeAll(ambiguous);
        return found;
    }
}
