package org.pfocr.rdf.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;

/** The dump that {@code spark} has written in parts into a folder; see docs/scale-out.md. Stateless. */
final class Parts {
    private static final String SUCCESS = "_SUCCESS";
    private static final String CHECKSUMS = "SHA256SUMS";
    private static final String UNFINISHED = "_temporary";
    private static final String PART = "part-";
    /** Between checksum and name in a line. */
    private static final String BETWEEN = "  ";

    private Parts() {}

    /** Says whether a folder has parts, whole or not. */
    static boolean areIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve("_figures"))) {
            return false;
        }
        if (Files.exists(folder.resolve(SUCCESS)) || Files.exists(folder.resolve(UNFINISHED))) {
            return true;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PART + "*")) {
            return parts.iterator().hasNext();
        }
    }

    /**
     * The parts, sorted by name.
     *
     * @throws CommandFailure when the job was not done, or a part is missing or not as it was written
     */
    static List<Path> of(Path folder) throws CommandFailure, IOException {
        if (!Files.exists(folder.resolve(SUCCESS))) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    folder + ": has parts but no " + SUCCESS
                            + ", so the job that writes them is not done or has failed; wait for it, or run it again");
        }
        Path checksums = folder.resolve(CHECKSUMS);
        if (!Files.isRegularFile(checksums)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    checksums + ": is missing, so it is not known whether all parts are there; get it again");
        }
        List<Path> parts = new ArrayList<>();
        for (String line : Files.readAllLines(checksums)) {
            int between = line.indexOf(BETWEEN);
            String name = line.substring(Math.max(0, between) + BETWEEN.length());
            if (between > 0 && name.startsWith(PART) && name.indexOf('/') < 0) {
                Path part = folder.resolve(name);
                if (!Files.isRegularFile(part) || !line.substring(0, between).equals(sha256(part))) {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            part + ": is " + (Files.exists(part) ? "not as it was written" : "missing") + ", as "
                                    + CHECKSUMS + " says; get it again");
                }
                parts.add(part);
            }
        }
        return parts;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // Only the digest matters.
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
