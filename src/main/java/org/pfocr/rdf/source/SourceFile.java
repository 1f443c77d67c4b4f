package org.pfocr.rdf.source;

import java.io.File;

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
        // Not by a path: where the locale has not all characters, the name that is shown is none.
        return baseName(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(File.separatorChar)) + 1));
    }

    static String baseName(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 ? fileName : fileName.substring(0, dot);
    }
}
