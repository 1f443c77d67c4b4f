package org.pfocr.rdf.source;

import java.nio.file.Path;

/**
 * A file's bytes with the name that problems show.
 *
 * @param name the path as the user would write it
 * @param content the whole file; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Carried from the reader of files to the parser of text, never compared.
public record SourceFile(String name, byte[] content) {

    /** File name without folders and without its last extension. */
    public String baseName() {
        Path last = Path.of(name).getFileName();
        return last == null ? "" : baseName(last.toString());
    }

    static String baseName(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 ? fileName : fileName.substring(0, dot);
    }
}
