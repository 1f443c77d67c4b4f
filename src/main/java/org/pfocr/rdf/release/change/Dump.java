package org.pfocr.rdf.release.change;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.pfocr.rdf.release.file.ReleaseFolder;

/**
 * The N-Quads of a release, line by line. This program writes each quad in one way, so equal lines are equal quads.
 *
 * @param files the parts, in order
 */
record Dump(String version, List<Path> files) {
    private static final Pattern NAME = Pattern.compile("pfocr-(.+?)(-part[0-9]+)?\\.nq\\.gz");
    private static final int BUFFER = 1 << 18;

    Dump {
        files = List.copyOf(files);
    }

    /**
     * Finds the dump.
     *
     * @throws IOException where the folder has no whole release; the message says so
     */
    static Dump of(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(ReleaseFolder.CHECKSUMS))) {
            throw new IOException(folder + ": is no release of this program that is whole");
        }
        return of(folder, "");
    }

    /** @param version whose dump, or the empty text for any */
    static Dump of(Path folder, String version) throws IOException {
        List<Path> files = new ArrayList<>();
        String found = version;
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder, "pfocr-*.nq.gz")) {
            for (Path file : names) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && (version.isEmpty() || name.group(1).equals(version))) {
                    found = name.group(1);
                    files.add(file);
                }
            }
        }
        if (files.isEmpty()) {
            throw new IOException(folder + ": has no N-Quads of this program");
        }
        files.sort(null);
        return new Dump(found, files);
    }

    /** Takes a line without its end. */
    interface Lines {
        void line(byte[] bytes, int start, int end) throws IOException;
    }

    /** Reads all lines. */
    void read(Lines lines) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        for (Path file : files) {
            try (InputStream in =
                    new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), BUFFER)) {
                for (int count = in.read(buffer, filled, buffer.length - filled);
                        count >= 0;
                        count = in.read(buffer, filled, buffer.length - filled)) {
                    filled += count;
                    int start = 0;
                    for (int i = filled - count; i < filled; i++) {
                        if (buffer[i] == '\n') {
                            lines.line(buffer, start, i);
                            start = i + 1;
                        }
                    }
                    System.arraycopy(buffer, start, buffer, 0, filled - start);
                    filled -= start;
                    if (filled == buffer.length) {
                        buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
                    }
                }
            }
        }
        if (filled > 0) {
            lines.line(buffer, 0, filled);
        }
    }
}
