package org.pfocr.rdf.sets.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The file of a generation's sets: a head of {@link #MAGIC}, the version of the form, the number of sections, the CRC32C of
 * the sections, and the length of each in bytes; then the sections, each from a multiple of 8 on. All numbers are little
 * endian. What the sections hold, {@link SetIndex} says.
 */
final class SetFile {
    static final String NAME = "pfocr-sets.bin";

    private static final long MAGIC = 0x5354_4553_5243_4F50L;
    private static final int VERSION = 1;
    private static final int HEAD_LONGS = 4;
    private static final int CHUNK = 1 << 20;

    private SetFile() {}

    /** A section from what it holds. */
    static ByteBuffer of(long[] values, int length) {
        ByteBuffer section = allocate((long) length * Long.BYTES);
        section.asLongBuffer().put(values, 0, length);
        return section;
    }

    static ByteBuffer of(int[] values, int length) {
        ByteBuffer section = allocate((long) length * Integer.BYTES);
        section.asIntBuffer().put(values, 0, length);
        return section;
    }

    private static ByteBuffer allocate(long bytes) {
        return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void write(Path folder, ByteBuffer... sections) throws IOException {
        CRC32C sum = new CRC32C();
        for (ByteBuffer section : sections) {
            sum.update(section.duplicate());
        }
        ByteBuffer head = allocate((HEAD_LONGS + (long) sections.length) * Long.BYTES);
        head.putLong(MAGIC).putLong(VERSION).putLong(sections.length).putLong(sum.getValue());
        for (ByteBuffer section : sections) {
            head.putLong(section.capacity());
        }
        try (FileChannel out =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(out, head.flip());
            for (ByteBuffer section : sections) {
                write(out, section.duplicate());
                write(out, ByteBuffer.allocate(padding(section.capacity())));
            }
        }
    }

    private static int padding(long bytes) {
        return (int) (-bytes & (Long.BYTES - 1));
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            // In parts: the JDK copies what it writes to memory of its own first.
            ByteBuffer part = bytes.slice(bytes.position(), Math.min(CHUNK, bytes.remaining()));
            bytes.position(bytes.position() + out.write(part));
        }
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    /**
     * Maps the sections.
     *
     * @throws IOException also where the file is damaged or of another version
     */
    static ByteBuffer[] read(Path folder, int expected) throws IOException {
        Path file = folder.resolve(NAME);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (all.capacity() < (HEAD_LONGS + expected) * Long.BYTES
                    || all.getLong() != MAGIC
                    || all.getLong() != VERSION
                    || all.getLong() != expected) {
                throw new IOException(file + ": is damaged or of another version; load the store again");
            }
            long sum = all.getLong();
            ByteBuffer[] sections = new ByteBuffer[expected];
            CRC32C found = new CRC32C();
            long at = (HEAD_LONGS + (long) expected) * Long.BYTES;
            for (int i = 0; i < expected; i++) {
                long bytes = all.getLong();
                if (bytes < 0 || at + bytes > all.capacity()) {
                    throw new IOException(file + ": is cut off; load the store again");
                }
                sections[i] = all.slice((int) at, (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
                found.update(sections[i].duplicate());
                at += bytes + padding(bytes);
            }
            if (found.getValue() != sum) {
                throw new IOException(file + ": is damaged, its checksum differs; load the store again");
            }
            return sections;
        }
    }
}
