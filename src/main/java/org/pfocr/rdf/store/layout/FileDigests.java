package org.pfocr.rdf.store.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The digests of a generation's files, made when it is loaded: a line for each file with its name, its length, and the CRC-32C
 * (RFC 3720, appendix B.4) of each of its blocks of a mebibyte, in hex. The last line has that of the lines before it.
 *
 * <p>They find what disks, copies and memory do to a file, not what somebody does on purpose. A flipped bit, or any other
 * damage of up to 32 bits in a row, is always found; any other with a chance of all but one in four billion for each block.
 */
public final class FileDigests {
    private static final String FILE = "digests.tsv";
    private static final String HEADER = "file\tbytes\tcrc32c of each 1048576 bytes";
    private static final int BLOCK = 1 << 20;
    /** Written by whoever has the files open. */
    private static final String LOCK = "tdb.lock";

    /** A file is not as it was when it was loaded; the message is for the user. */
    public static final class Damage extends IOException {
        private static final long serialVersionUID = 1L;

        Damage(String message) {
            super(message);
        }
    }

    /** @param blocks digests in hex */
    private record Digest(String file, long bytes, List<String> blocks) {}

    private FileDigests() {}

    /** Makes the digests of all files of a generation, in whatever folder; all of them must be there and be finished. */
    public static void write(Path generation) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.walk(generation)) {
            names = files.filter(Files::isRegularFile)
                    .map(file -> generation.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.endsWith(LOCK) && !name.equals(FILE))
                    .sorted()
                    .toList();
        }
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        try {
            names.parallelStream().map(name -> line(generation, name)).forEachOrdered(text::append);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.writeString(generation.resolve(FILE), text + digest(text.toString()) + "\n");
    }

    private static String line(Path generation, String name) {
        try {
            Path file = generation.resolve(name);
            List<String> blocks = new ArrayList<>();
            eachBlock(file, ByteBuffer.allocateDirect(BLOCK), block -> true, (at, digest) -> blocks.add(digest));
            return name + "\t" + Files.size(file) + "\t" + String.join(" ", blocks) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks whether all files are there in their length, and at the first, the middle and the last block of each: enough to
     * notice a copy that broke off.
     *
     * @throws Damage when a file is not as it was
     */
    public static void checkSample(Path generation) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
        for (Digest expected : read(generation)) {
            int last = expected.blocks.size() - 1;
            List<String> damage =
                    damage(generation, expected, buffer, block -> block == 0 || block == last / 2 || block == last);
            if (!damage.isEmpty()) {
                throw new Damage(damage.get(0));
            }
        }
    }

    /**
     * Reads all files whole. Returns what is wrong, a line for each place; none where all is as it was.
     *
     * @throws Damage when the digests themselves are damaged or missing
     */
    public static List<String> damage(Path generation) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
        List<String> damage = new ArrayList<>();
        for (Digest expected : read(generation)) {
            damage.addAll(damage(generation, expected, buffer, block -> true));
        }
        return damage;
    }

    /** Bytes in all files, by their digests. */
    public static long bytes(Path generation) throws IOException {
        return read(generation).stream().mapToLong(Digest::bytes).sum();
    }

    private static List<String> damage(Path generation, Digest expected, ByteBuffer buffer, LongPredicate blocks)
            throws IOException {
        Path file = generation.resolve(expected.file);
        try {
            long size = Files.size(file);
            if (size != expected.bytes) {
                return List.of(file + ": has " + size + " bytes in place of " + expected.bytes);
            }
            List<String> damage = new ArrayList<>();
            eachBlock(file, buffer, blocks, (at, digest) -> {
                if (!digest.equals(expected.blocks.get(Math.toIntExact(at)))) {
                    damage.add(file + ": is not as it was loaded, between byte " + at * BLOCK + " and byte "
                            + Math.min(expected.bytes, (at + 1) * BLOCK));
                }
            });
            return damage;
        } catch (NoSuchFileException e) {
            return List.of(file + ": is missing");
        }
    }

    private interface BlockConsumer {
        void accept(long block, String digest);
    }

    private static void eachBlock(Path file, ByteBuffer buffer, LongPredicate wanted, BlockConsumer found)
            throws IOException {
        CRC32C crc = new CRC32C();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            for (long block = 0; block * BLOCK < size; block++) {
                if (!wanted.test(block)) {
                    continue;
                }
                buffer.clear().limit((int) Math.min(BLOCK, size - block * BLOCK));
                while (buffer.hasRemaining() && channel.read(buffer, block * BLOCK + buffer.position()) >= 0) {}
                crc.reset();
                crc.update(buffer.flip());
                found.accept(block, hex(crc));
            }
        }
    }

    private static List<Digest> read(Path generation) throws IOException {
        Path file = generation.resolve(FILE);
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new Damage(file + ": is missing");
        }
        int end = text.lastIndexOf('\n', text.length() - 2) + 1;
        if (!text.substring(end).equals(digest(text.substring(0, end)) + "\n")) {
            throw new Damage(file + ": is damaged");
        }
        TreeMap<String, Digest> digests = new TreeMap<>();
        text.substring(0, end).lines().skip(1).forEach(line -> {
            String[] fields = line.split("\t", -1);
            digests.put(
                    fields[0],
                    new Digest(
                            fields[0],
                            Long.parseLong(fields[1]),
                            fields[2].isEmpty() ? List.of() : List.of(fields[2].split(" "))));
        });
        return List.copyOf(digests.values());
    }

    private static String digest(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return hex(crc);
    }

    private static String hex(CRC32C crc) {
        return String.format("%08x", crc.getValue());
    }
}
