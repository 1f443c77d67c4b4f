package org.pfocr.rdf.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.store.layout.FileDigests;
import org.pfocr.rdf.store.layout.FileLocks;
import org.pfocr.rdf.store.layout.FolderTree;
import org.pfocr.rdf.store.layout.GenerationInfo;
import org.pfocr.rdf.store.read.OpenGeneration;

/**
 * A folder that holds the generations of a store.
 *
 * <pre>
 * DIR/pfocr-store        marks the folder as a store and has the form of the folder
 * DIR/current            name of the current generation
 * DIR/gen-000007/        a finished generation: a TDB2 location, generation.properties and digests.tsv
 * DIR/gen-000008.tmp/    a generation that a load is building
 * DIR/load.lock          locked while a load runs
 * DIR/gen-000007/readers one locked file for each process that has the generation open
 * </pre>
 *
 * <p>A generation never changes once it has its name, so any number of processes may read it. The locks are advisory
 * and end with their process, so a killed process leaves none behind. The class is long because the order of these files'
 * changes is what keeps a store whole, and it is to be seen in one place.
 */
public final class StoreFolder {
    private static final String MARKER = "pfocr-store";
    /** The form of the folder, in its marker: names, locks and what is removed when. Each generation has a form of its own. */
    private static final String FORM = "1";

    private static final String CURRENT = "current";
    private static final String UNFINISHED = ".tmp";
    private static final String READERS = "readers";
    private static final Pattern GENERATION = Pattern.compile("gen-[0-9]{6,}");

    /** The folder cannot be used as asked; the message is for the user. */
    public static final class UnusableStore extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableStore(String message) {
            super(message);
        }
    }

    private final Path folder;

    private StoreFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A store that exists.
     *
     * @throws UnusableStore when the folder is no store, or one of another form
     */
    public static StoreFolder existing(Path folder) throws UnusableStore, IOException {
        if (!Files.isDirectory(folder)) {
            throw new UnusableStore(folder + ": no such store; make one with: pfocr-rdf load INPUT --db " + folder);
        }
        if (!Files.exists(folder.resolve(MARKER))) {
            throw new UnusableStore(folder + ": is not a store of pfocr-rdf");
        }
        checkForm(folder);
        return new StoreFolder(folder);
    }

    /**
     * A store that exists or can be made: a folder that is missing or empty.
     *
     * @throws UnusableStore when the folder holds something else, or a store of another form
     */
    public static StoreFolder existingOrNew(Path folder) throws UnusableStore, IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UnusableStore(folder + ": is a file, not a folder");
        }
        if (!Files.exists(folder.resolve(MARKER))) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
                    if (content.iterator().hasNext()) {
                        throw new UnusableStore(
                                folder + ": is not a store of pfocr-rdf and not empty, so nothing was written to it");
                    }
                }
            }
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MARKER), FORM + "\n");
        }
        checkForm(folder);
        return new StoreFolder(folder);
    }

    /** Of a folder of another form nothing is known, so nothing in it is read, written or removed. */
    private static void checkForm(Path folder) throws UnusableStore, IOException {
        String form = Files.readString(folder.resolve(MARKER), StandardCharsets.ISO_8859_1)
                .strip();
        if (!form.equals(FORM)) {
            throw otherForm(folder, form, FORM, "load into another folder");
        }
    }

    private static void checkForm(Path generation, String form) throws UnusableStore {
        if (!form.equals(GenerationInfo.FORM)) {
            throw otherForm(generation, form, GenerationInfo.FORM, "load the store again");
        }
    }

    private UnusableStore notWhole(@Nullable String what) {
        return new UnusableStore(what + "; the store is not whole: copy it again, or load it again with:"
                + " pfocr-rdf load INPUT --db " + folder);
    }

    private static UnusableStore otherForm(Path where, String form, String ours, String remedy) {
        return new UnusableStore(where + ": was made by another version of pfocr-rdf (its form is " + form
                + ", this version has form " + ours + "); " + remedy
                + ", from the figures or from a dump; docs/compatibility.md says more");
    }

    /** Says whether the folder holds a store with a current generation. */
    public static boolean isLoaded(Path folder) {
        return Files.exists(folder.resolve(MARKER)) && Files.exists(folder.resolve(CURRENT));
    }

    /** Name of the current generation, or null where nothing was loaded yet. */
    public @Nullable String current() throws IOException {
        try {
            String name = Files.readString(folder.resolve(CURRENT)).strip();
            if (!GENERATION.matcher(name).matches()) {
                throw new IOException(folder.resolve(CURRENT) + ": does not name a generation; load the store again");
            }
            return name;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Opens the current generation for reading.
     *
     * @throws UnusableStore when nothing was loaded yet, when the generation is of another form, or when a file is missing or
     *     damaged as far as a sample shows
     */
    public OpenGeneration openCurrent() throws UnusableStore, IOException {
        // The generation may be replaced and removed between reading its name and locking it.
        for (int attempt = 0; ; attempt++) {
            String name = current();
            if (name == null) {
                throw new UnusableStore(
                        folder + ": the store is empty; fill it with: pfocr-rdf load INPUT --db " + folder);
            }
            Path generation = folder.resolve(name);
            try {
                checkForm(generation, GenerationInfo.form(generation));
                return OpenGeneration.open(generation, generation.resolve(READERS));
            } catch (FileDigests.Damage e) {
                throw notWhole(e.getMessage());
            } catch (NoSuchFileException e) {
                if (Files.isDirectory(generation) && name.equals(current())) {
                    throw notWhole(e.getFile() + ": is missing");
                }
                if (attempt == 10 || name.equals(current())) {
                    throw new IOException(generation + ": the current generation is missing; load again", e);
                }
            }
        }
    }

    /**
     * Reads the current generation whole and compares it with what was noted when it was loaded.
     *
     * @param progress hears of each step
     * @return what is wrong, a line for each place; none where all is as it was
     * @throws UnusableStore when nothing was loaded yet
     */
    public List<String> verify(Consumer<String> progress) throws UnusableStore, IOException {
        String name = current();
        if (name == null) {
            throw new UnusableStore(folder + ": the store is empty; fill it with: pfocr-rdf load INPUT --db " + folder);
        }
        Path generation = folder.resolve(name);
        try {
            checkForm(generation, GenerationInfo.form(generation));
            progress.accept("reading " + FileDigests.bytes(generation) + " bytes of " + generation);
            List<String> damage = FileDigests.damage(generation);
            if (!damage.isEmpty()) {
                return damage;
            }
            progress.accept("counting the quads of each index");
            try (OpenGeneration open = OpenGeneration.open(generation, generation.resolve(READERS))) {
                return open.miscounts();
            }
        } catch (FileDigests.Damage e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return List.of(e.getFile() + ": is missing");
        }
    }

    /**
     * Begins a load: takes the lock and removes what earlier loads left.
     *
     * @param companions make what a generation has beside its quads
     * @throws UnusableStore when another load is running
     */
    public GenerationBuild beginLoad(GenerationBuild.Companion... companions) throws UnusableStore, IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("load.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = FileLocks.tryLock(channel);
            if (lock == null) {
                throw new UnusableStore(folder + ": another load of this store is running; wait for it to end");
            }
            removeLeftovers();
            long last = 0;
            for (Path generation : generations()) {
                last = Math.max(last, number(fileName(generation)));
            }
            String name = String.format(Locale.ROOT, "gen-%06d", last + 1);
            Path building = Files.createDirectory(folder.resolve(name + UNFINISHED));
            return new GenerationBuild(building, folder.resolve(name), channel, this::makeCurrent, List.of(companions));
        } catch (IOException | UnusableStore | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Makes a finished generation the current one. The rename of one small file is the atomic step. */
    private void makeCurrent(Path generation) throws IOException {
        Path next = folder.resolve(CURRENT + UNFINISHED);
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.write(StandardCharsets.UTF_8.encode(fileName(generation) + "\n"));
            out.force(true);
        }
        Files.move(next, folder.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // Some file systems cannot sync a folder; the rename is atomic all the same.
        }
        removeLeftovers();
    }

    /**
     * Removes generations older than the current one that no process has open. Safe at any time: a load's own new
     * generation is never older.
     */
    public void removeSuperseded() throws IOException {
        String current = current();
        for (Path generation : generations()) {
            if (current != null && number(fileName(generation)) < number(current) && !isRead(generation)) {
                FolderTree.delete(generation);
            }
        }
    }

    private static long number(String generation) {
        return Long.parseLong(generation.substring("gen-".length()));
    }

    /** Removes unfinished generations, and finished ones that are neither current nor open. Only under the load lock. */
    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "gen-*" + UNFINISHED)) {
            for (Path path : unfinished) {
                FolderTree.delete(path);
            }
        }
        String current = current();
        for (Path generation : generations()) {
            if (!fileName(generation).equals(current) && !isRead(generation)) {
                FolderTree.delete(generation);
            }
        }
    }

    private List<Path> generations() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "gen-*")) {
            for (Path path : paths) {
                if (GENERATION.matcher(fileName(path)).matches()) {
                    found.add(path);
                }
            }
        }
        return found;
    }

    /** Says whether a living process has the generation open. */
    private static boolean isRead(Path generation) throws IOException {
        Path readers = generation.resolve(READERS);
        if (!Files.isDirectory(readers)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(readers)) {
            for (Path reader : files) {
                try (FileChannel channel = FileChannel.open(reader, StandardOpenOption.WRITE)) {
                    if (FileLocks.tryLock(channel) == null) {
                        return true;
                    }
                } catch (NoSuchFileException e) {
                    // Its reader has just gone.
                }
            }
        }
        return false;
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }
}
