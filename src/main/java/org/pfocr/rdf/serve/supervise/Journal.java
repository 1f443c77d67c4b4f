package org.pfocr.rdf.serve.supervise;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a server is doing, in a file that its supervisor reads: the port, and the queries that run, with their texts. It is
 * mapped into the memory of both, so it costs the server little, and it can be read when the server does nothing any more.
 * Also the queries that stopped a server before. Thread-safe; each place has one process that writes.
 */
public final class Journal {
    private static final int PLACES = 512;
    private static final int PLACE_BYTES = 8192;
    private static final int HASH_BYTES = 32;
    /** In a place: when the query began, milliseconds since 1970, 0 for none; its limit in milliseconds; hash; length; text. */
    private static final int LIMIT = 8;

    private static final int HASH = 16;
    private static final int LENGTH = HASH + HASH_BYTES;
    private static final int TEXT = LENGTH + 4;
    /** The file begins with the port, and that from which the supervisor asks. */
    private static final int ASKING_PORT = 4;

    private static final int FIRST_PLACE = 64;

    /** Of the file. */
    static final long BYTES = FIRST_PLACE + (long) PLACES * PLACE_BYTES;

    private static final Duration REFUSAL_TIME = Duration.ofHours(1);

    private final @Nullable MappedByteBuffer file;
    private final @Nullable Path refusedFile;
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>();
    /** Hash of a query and when it is let in again, milliseconds since 1970. */
    private final Map<String, Long> refused = new HashMap<>();

    /**
     * A query that runs, or ran when its server ended.
     *
     * @param begun milliseconds since 1970
     * @param limit milliseconds
     * @param text its beginning
     */
    record Entry(long begun, long limit, String hash, String text) {}

    private Journal(@Nullable Path folder) throws IOException {
        if (folder == null) {
            file = null;
            refusedFile = null;
            return;
        }
        refusedFile = folder.resolve("refused");
        try (FileChannel channel = FileChannel.open(
                folder.resolve("running"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE)) {
            if (channel.size() == 0) { // Room that is not there is noticed now, not when the JVM writes to memory.
                channel.write(ByteBuffer.allocate((int) BYTES));
            }
            file = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
        }
        for (int i = 0; i < PLACES; i++) {
            free.add(i);
        }
        if (Files.exists(refusedFile)) {
            for (String line : Files.readAllLines(refusedFile)) {
                String[] parts = line.split(" ", 2);
                refused.put(parts[0], Long.valueOf(parts[1]));
            }
        }
    }

    /** The journal in a folder, made where there is none. */
    public static Journal in(Path folder) throws IOException {
        return new Journal(folder);
    }

    /** The journal of a server that nobody watches: it keeps nothing. */
    public static Journal none() {
        try {
            return new Journal(null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The port that a server listened on; 0 before the first has begun. */
    public int port() {
        return file == null ? 0 : file.getInt(0);
    }

    /** Notes that the server answers. */
    public void listening(int port) {
        if (file != null) {
            file.putInt(0, port);
        }
    }

    /** The port from which the supervisor asks at this time; 0 where nobody does. */
    public int askingPort() {
        return file == null ? 0 : file.getInt(ASKING_PORT);
    }

    /** Notes from which port the supervisor is about to ask, so that no limit of clients holds for it. */
    void asking(int from) {
        if (file != null) {
            file.putInt(ASKING_PORT, from);
        }
    }

    /** Whether a query stopped a server within the last hour. */
    public boolean isRefused(String query) {
        if (refused.isEmpty()) {
            return false;
        }
        Long until = refused.get(HexFormat.of().formatHex(hash(query)));
        return until != null && System.currentTimeMillis() < until;
    }

    /** Notes that a query begins; what is returned notes that it has ended. */
    public Runnable begin(String query, Duration limit) {
        Integer place = file == null ? null : free.poll();
        if (file == null || place == null) {
            return () -> {};
        }
        MappedByteBuffer to = file;
        int at = FIRST_PLACE + place * PLACE_BYTES;
        byte[] text = query.substring(0, Math.min(query.length(), PLACE_BYTES)).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, PLACE_BYTES - TEXT);
        VarHandle.storeStoreFence(); // Whoever reads what follows reads that the query before has ended.
        to.putLong(at + LIMIT, limit.toMillis());
        to.put(at + HASH, hash(query));
        to.putInt(at + LENGTH, length);
        to.put(at + TEXT, text, 0, length);
        VarHandle.storeStoreFence();
        to.putLong(at, System.currentTimeMillis());
        return () -> {
            to.putLong(at, 0);
            free.add(place);
        };
    }

    /** The queries that run. */
    List<Entry> running() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; file != null && i < PLACES; i++) {
            ByteBuffer place = file.slice(FIRST_PLACE + i * PLACE_BYTES, PLACE_BYTES);
            long begun = place.getLong(0);
            VarHandle.loadLoadFence();
            long limit = place.getLong(LIMIT);
            int length = place.getInt(LENGTH);
            if (begun > 0 && length >= 0 && length <= PLACE_BYTES - TEXT) {
                byte[] hash = new byte[HASH_BYTES];
                place.get(HASH, hash);
                byte[] text = new byte[length];
                place.get(TEXT, text);
                VarHandle.loadLoadFence();
                // Else the query has ended while it was read, and this may be half of another.
                if (place.getLong(0) == begun) {
                    entries.add(new Entry(
                            begun, limit, HexFormat.of().formatHex(hash), new String(text, StandardCharsets.UTF_8)));
                }
            }
        }
        return entries;
    }

    /** Has the next server refuse queries for an hour, and forgets what ran. */
    void refuse(List<Entry> entries) throws IOException {
        long now = System.currentTimeMillis();
        refused.values().removeIf(until -> until < now);
        entries.forEach(entry -> refused.put(entry.hash, now + REFUSAL_TIME.toMillis()));
        StringBuilder lines = new StringBuilder();
        refused.forEach(
                (hash, until) -> lines.append(hash).append(' ').append(until).append('\n'));
        if (refusedFile != null) {
            Files.writeString(refusedFile, lines);
        }
        for (int i = 0; file != null && i < PLACES; i++) {
            file.putLong(FIRST_PLACE + i * PLACE_BYTES, 0);
        }
    }

    private static byte[] hash(String query) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
