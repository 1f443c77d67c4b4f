package org.pfocr.rdf.serve.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Style sheet, scripts and pictures of the pages, from the program itself: nothing comes from another site. Their addresses
 * have a digest of the content in them, so that a browser keeps them until they change. Thread-safe.
 */
public final class Assets {
    private static final int DIGEST_LETTERS = 10;

    private static final String YASGUI = "/META-INF/resources/webjars/zazuko__yasgui/4.5.0/build/yasgui.min";

    /** Name to resource and media type; a name that is not listed does not exist. */
    private static final Map<String, String[]> FILES = Map.ofEntries(
            file("favicon.ico", "image/x-icon"),
            file("mark.svg", "image/svg+xml"),
            file("placeholder.svg", "image/svg+xml"),
            file("style.css", "text/css; charset=utf-8"),
            file("site.js", "text/javascript; charset=utf-8"),
            Map.entry("yasgui.js", new String[] {YASGUI + ".js", "text/javascript; charset=utf-8"}),
            Map.entry("yasgui.css", new String[] {YASGUI + ".css", "text/css; charset=utf-8"}),
            file("enrich.js", "text/javascript; charset=utf-8"),
            file("query.js", "text/javascript; charset=utf-8"),
            Map.entry("ontology.ttl", new String[] {"/ontology/pfocr.ttl", "text/turtle; charset=utf-8"}));

    private final Map<String, File> loaded = new ConcurrentHashMap<>();

    /** A file of the pages. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    public record File(byte[] content, String mediaType, String digest) {}

    private static Map.Entry<String, String[]> file(String name, String mediaType) {
        return Map.entry(name, new String[] {"/web/" + name, mediaType});
    }

    /** The file of a name; null where there is none. */
    public @Nullable File get(String name) {
        if (!FILES.containsKey(name)) {
            return null;
        }
        return loaded.computeIfAbsent(name, Assets::load);
    }

    /** The address of a file, below the server's root. */
    public String address(String name) {
        File file = get(name);
        if (file == null) {
            throw new IllegalArgumentException(name + " is no file of the pages");
        }
        return name + "?v=" + file.digest();
    }

    private static File load(String name) {
        String[] place = FILES.getOrDefault(name, new String[0]);
        try (InputStream in = Assets.class.getResourceAsStream(place[0])) {
            if (in == null) {
                throw new IOException(place[0] + " is missing from the program");
            }
            byte[] content = in.readAllBytes();
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            return new File(content, place[1], digest.substring(0, DIGEST_LETTERS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }
}
