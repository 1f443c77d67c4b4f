package org.pfocr.rdf.spark.input;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.source.TableKind;

/**
 * A file of a checkout that came out of an archive.
 *
 * @param root the archive or folder of archives, and the folder in it that has {@code _figures} and {@code _data}
 * @param folder {@code _figures}, {@code _data} or {@code _organisms}
 * @param fileName its name there
 * @param content the whole file; null where it is too large to be one of PFOCR's
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PackedFile(String root, String folder, String fileName, byte @Nullable [] content) implements Serializable {
    static final String FIGURES = "_figures";
    static final String DATA = "_data";
    static final String ORGANISMS = "_organisms";

    private static final String PAGE = ".md";

    /** As problems name it. */
    String name() {
        return root + "/" + folder + "/" + fileName;
    }

    /** The sort of table; null where it is none. */
    @Nullable
    TableKind kind() {
        if (folder.equals(DATA)) {
            for (TableKind kind : TableKind.values()) {
                if (fileName.endsWith(kind.suffix())) {
                    return kind;
                }
            }
        }
        return null;
    }

    /** What tells whose file it is: the FIGID of a sound figure; null where it is no figure's. */
    @Nullable
    String figid() {
        TableKind kind = kind();
        if (kind != null) {
            return fileName.substring(0, fileName.length() - kind.suffix().length());
        }
        return folder.equals(FIGURES) && fileName.endsWith(PAGE)
                ? fileName.substring(0, fileName.length() - PAGE.length())
                : null;
    }

    /** Whether it belongs to all figures: a page of an organism, or a table of networks. */
    boolean isShared() {
        return folder.equals(ORGANISMS)
                ? fileName.endsWith(PAGE)
                : folder.equals(DATA) && (fileName.equals("wpid_map.tsv") || fileName.equals("ndex_map.tsv"));
    }

    /**
     * The file of a checkout with this path.
     *
     * @param root as above, before the path
     * @param path in the archive, with slashes
     * @return null where no checkout has such a file
     */
    static @Nullable PackedFile of(String root, String path, byte @Nullable [] content) {
        String[] parts = path.split("/", -1);
        if (parts.length < 2) {
            return null;
        }
        StringBuilder whole = new StringBuilder(root);
        for (int i = 0; i < parts.length - 2; i++) {
            if (!parts[i].isEmpty() && !parts[i].equals(".")) {
                whole.append('/').append(parts[i]);
            }
        }
        PackedFile file = new PackedFile(whole.toString(), parts[parts.length - 2], parts[parts.length - 1], content);
        return file.figid() != null || file.isShared() ? file : null;
    }
}
