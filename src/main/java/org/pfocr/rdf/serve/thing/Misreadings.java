package org.pfocr.rdf.serve.thing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that in pathway figures mostly mean something else than a gene that has the same name. Immutable. */
final class Misreadings {
    private static final String FILE = "/web/misreadings.tsv";

    private final Map<String, String> meanings = new HashMap<>();

    Misreadings() {
        try (InputStream in = Misreadings.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException(FILE + " is missing from the program");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                if (tab > 0 && !line.startsWith("#")) {
                    meanings.put(line.substring(0, tab), line.substring(tab + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a word mostly means; null where it is not known to mislead. */
    @Nullable
    String meaning(String word) {
        return meanings.get(word.strip().toUpperCase(Locale.ROOT));
    }
}
