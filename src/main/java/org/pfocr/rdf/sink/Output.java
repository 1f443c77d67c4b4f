package org.pfocr.rdf.sink;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a dump's bytes go: a temporary file beside the target, renamed at the end, or standard output.
 *
 * <p>A run that breaks off never leaves half a dump under the final name. Not thread-safe.
 */
public final class Output implements AutoCloseable {
    private final @Nullable Path target;
    private final @Nullable Path temporary;
    private final boolean overwrite;
    private final OutputStream stream;
    private final @Nullable Thread cleaner;
    private boolean committed;

    private Output(
            @Nullable Path target,
            @Nullable Path temporary,
            boolean overwrite,
            OutputStream stream,
            @Nullable Thread cleaner) {
        this.target = target;
        this.temporary = temporary;
        this.overwrite = overwrite;
        this.stream = stream;
        this.cleaner = cleaner;
    }

    /**
     * Opens a file for writing; a name that ends in {@code .gz} is compressed.
     *
     * @throws FileAlreadyExistsException when it exists and may not be overwritten
     */
    public static Output file(Path target, boolean overwrite) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target)) {
            // A device or a pipe: there is nothing to replace and no name to give at the end.
            return new Output(
                    null, null, false, new BufferedOutputStream(Files.newOutputStream(target), 1 << 16), null);
        }
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new NoSuchFileException(String.valueOf(parent));
        }
        if (Files.exists(target) && (!overwrite || Files.isDirectory(target))) {
            throw new FileAlreadyExistsException(target.toString());
        }
        removeLeftovers(parent, target.getFileName().toString());
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Thread cleaner = cleaner(temporary);
        OutputStream stream;
        try {
            OutputStream file = UncachedFile.create(temporary);
            stream = target.toString().endsWith(".gz")
                    ? new BufferedOutputStream(new GZIPOutputStream(file, 1 << 16), 1 << 16)
                    : file;
        } catch (IOException e) {
            Runtime.getRuntime().removeShutdownHook(cleaner);
            delete(temporary);
            throw e;
        }
        return new Output(target, temporary, overwrite, stream, cleaner);
    }

    /** A stream that somebody else gives a name; completing the output closes it. */
    public static Output stream(OutputStream stream) {
        return new Output(null, null, false, stream, null);
    }

    /**
     * Standard output.
     *
     * @param atEnd true to write nothing before {@link #commit}
     */
    public static Output standard(boolean atEnd) throws IOException {
        if (!atEnd) {
            return new Output(null, null, false, new BufferedOutputStream(stdout(), 1 << 16), null);
        }
        Path temporary = Files.createTempFile("pfocr-rdf-", ".tmp");
        return new Output(
                null,
                temporary,
                false,
                new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16),
                cleaner(temporary));
    }

    /** Removes what processes that were killed have left for the same target. */
    private static void removeLeftovers(Path folder, String target) throws IOException {
        Pattern name = Pattern.compile("\\." + Pattern.quote(target) + "\\.([0-9]{1,18})\\.tmp");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> {
            Matcher matcher = name.matcher(String.valueOf(file.getFileName()));
            return matcher.matches()
                    && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
        })) {
            files.forEach(Output::delete);
        } catch (AccessDeniedException e) {
            // A folder in which one may write but not look.
        }
    }

    /** Ctrl-C leaves nothing behind: registered before the file exists. */
    private static Thread cleaner(Path temporary) {
        Thread cleaner = new Thread(() -> delete(temporary), "remove-temporary-file");
        Runtime.getRuntime().addShutdownHook(cleaner);
        return cleaner;
    }

    private static OutputStream stdout() {
        // System.out is a PrintStream, which swallows errors: a full disk or a closed pipe must not pass for success.
        return new FileOutputStream(FileDescriptor.out);
    }

    public OutputStream stream() {
        return stream;
    }

    /** Completes the output and gives it its final name. */
    public void commit() throws IOException {
        stream.close();
        if (temporary != null && target != null) {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true); // A rename may reach the disk before the data.
            }
            if (overwrite) {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                // A link fails where the name exists; a rename would replace what appeared meanwhile.
                try {
                    Files.createLink(target, temporary);
                } catch (UnsupportedOperationException e) {
                    Files.move(temporary, target);
                }
            }
        } else if (temporary != null) {
            try (OutputStream out = stdout()) {
                Files.copy(temporary, out);
            }
        }
        committed = true;
    }

    @Override
    public void close() throws IOException {
        if (!committed) {
            try {
                stream.close();
            } catch (IOException e) {
                // The output is discarded; what it could not write does not matter, and the first error is on its way.
            }
        }
        if (temporary != null) {
            delete(temporary);
        }
        if (cleaner != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(cleaner);
            } catch (IllegalStateException e) {
                // The program is ending already.
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Nothing more can be done, and the name says that it is temporary.
        }
    }
}
