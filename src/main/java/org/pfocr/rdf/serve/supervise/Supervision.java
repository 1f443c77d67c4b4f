package org.pfocr.rdf.serve.supervise;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pfocr.rdf.store.layout.FolderTree;

/** The two processes of {@code serve}: one that serves, and one that watches it. Stateless. */
public final class Supervision {
    /** The folder that both processes share; set for the one that serves. */
    private static final String FOLDER = "pfocr.supervised";
    /** The folder of the journal; set for the one that serves. */
    private static final String JOURNAL = "pfocr.journal";
    /**
     * Linux keeps in memory what is there. A write to a mapped file on a disk can have to wait for the disk, and the JVM cannot
     * stop its threads for a collection of garbage while one of them waits so.
     */
    private static final Path MEMORY = Path.of("/dev/shm");
    /** Options of the JVM that serves; without it, it gets those of the one that watches. */
    private static final String SERVER_OPTIONS = "pfocr.server.jvm";

    /** From the end of the drain time to the moment at which a server ends whatever it does. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(4);

    private Supervision() {}

    /** Whether this process is one that serves and is watched. */
    public static boolean isServer() {
        return System.getProperty(FOLDER) != null;
    }

    /** Where a server that is watched keeps a store that nobody asked to keep; it outlives the server's process. */
    public static Path data() {
        return Path.of(System.getProperty(FOLDER)).resolve("data");
    }

    /**
     * The journal of this server.
     *
     * @param end ends this process; called when the supervisor has ended
     */
    public static Journal journal(Runnable end) throws IOException {
        if (!isServer()) {
            return Journal.none();
        }
        Thread ending = new Thread(
                () -> {
                    awaitEndOfSupervisor();
                    end.run();
                },
                "end-with-supervisor");
        ending.setDaemon(true);
        ending.start();
        return Journal.in(Path.of(System.getProperty(JOURNAL)));
    }

    private static void awaitEndOfSupervisor() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said there; it is closed when the supervisor has ended.
            }
        } catch (IOException e) {
            // As good as closed.
        }
    }

    /**
     * Watches a server that gets the same arguments, until it ends.
     *
     * @param program the class with the program's beginning
     * @param host where the server listens
     * @param drainTime how long the server lets queries go on when it is stopped
     * @return the server's exit code
     */
    public static int supervise(Class<?> program, List<String> arguments, String host, Duration drainTime)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pfocr-rdf-");
        boolean isRoom = Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() > 2 * Journal.BYTES;
        Path shared = isRoom ? Files.createTempDirectory(MEMORY, "pfocr-rdf-") : folder;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String options = System.getProperty(SERVER_OPTIONS);
        command.addAll(
                options == null
                        ? ManagementFactory.getRuntimeMXBean().getInputArguments()
                        : Arrays.asList(options.strip().split("\\s+")));
        command.addAll(List.of(
                "-XX:+PerfDisableSharedMem", // A file too, with the JVM's counters.
                "-D" + FOLDER + "=" + folder,
                "-D" + JOURNAL + "=" + shared,
                "-cp",
                System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(arguments);
        Supervisor supervisor = new Supervisor(command, shared, host, drainTime);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            supervisor.stop();
                            delete(folder);
                            delete(shared);
                        },
                        "stop-server"));
        return supervisor.run();
    }

    private static void delete(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            // The system's own cleaning of temporary files takes over.
        }
    }

    /**
     * Stops a server in peace, and ends this process where that takes too long.
     *
     * @param close stops the server
     * @param end ends this process at once
     */
    public static void stop(Runnable close, Duration drainTime, Runnable end) {
        Thread last = new Thread(
                () -> {
                    try {
                        Thread.sleep(drainTime.plus(LAST_MOMENT).toMillis());
                        end.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "last-moment");
        last.setDaemon(true);
        last.start();
        close.run();
    }
}
