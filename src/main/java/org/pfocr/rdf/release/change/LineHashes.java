package org.pfocr.rdf.release.change;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.BitSet;

/**
 * Finds the lines that only one of two dumps has: each line's hash goes to one of some files, by its first bits, and the files
 * are compared one after the other, so that memory does not grow with the dumps but for a bit for each line. Two lines of 100
 * million have one hash of 96 bits with a chance of less than one in 10^12; the hashes are secret, so nobody can make them.
 */
final class LineHashes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long SEED = RANDOM.nextLong();
    private static final long ONE = RANDOM.nextLong() | 1;
    private static final long OTHER = RANDOM.nextLong() | 1;

    private static final int BITS = 6;
    private static final int FILES = 1 << BITS;
    private static final int RECORD = Long.BYTES + Integer.BYTES + Integer.BYTES;

    private LineHashes() {}

    /** Lines that only the old and only the new dump has, by number from 0; of equal ones the first. */
    record Differences(BitSet onlyOld, BitSet onlyNew) {}

    /** @param temporary what the names of temporary files begin with */
    static Differences of(Dump old, Dump now, Path temporary) throws IOException {
        Path[] ofOld = paths(temporary, "old");
        Path[] ofNew = paths(temporary, "new");
        try {
            write(old, ofOld);
            write(now, ofNew);
            Differences differences = new Differences(new BitSet(), new BitSet());
            for (int i = 0; i < FILES; i++) {
                compare(ofOld[i], ofNew[i], differences);
            }
            return differences;
        } finally {
            for (int i = 0; i < FILES; i++) {
                Files.deleteIfExists(ofOld[i]);
                Files.deleteIfExists(ofNew[i]);
            }
        }
    }

    private static Path[] paths(Path temporary, String which) {
        Path[] paths = new Path[FILES];
        for (int i = 0; i < FILES; i++) {
            paths[i] = temporary.resolveSibling(temporary.getFileName() + which + i);
        }
        return paths;
    }

    private static void write(Dump dump, Path[] paths) throws IOException {
        DataOutputStream[] files = new DataOutputStream[FILES];
        try {
            for (int i = 0; i < FILES; i++) {
                files[i] = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(paths[i]), 1 << 14));
            }
            int[] number = {0};
            dump.read((bytes, start, end) -> {
                long one = hash(bytes, start, end, ONE);
                DataOutputStream file = files[(int) (one >>> (Long.SIZE - BITS))];
                file.writeLong(one);
                file.writeInt((int) (hash(bytes, start, end, OTHER) >>> Integer.SIZE));
                file.writeInt(number[0]);
                number[0] = Math.incrementExact(number[0]);
            });
        } finally {
            for (DataOutputStream file : files) {
                if (file != null) {
                    file.close();
                }
            }
        }
    }

    /** Each step multiplies by a secret number and folds the product, as in W. Yi, "wyhash". */
    private static long hash(byte[] bytes, int start, int end, long multiplier) {
        long hash = folded(SEED ^ (end - start), multiplier);
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            hash = folded(hash ^ (long) LONGS.get(bytes, i), multiplier);
        }
        long last = 0;
        for (; i < end; i++) {
            last = (last << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return folded(hash ^ last, multiplier);
    }

    private static long folded(long hash, long multiplier) {
        return Math.multiplyHigh(hash, multiplier) ^ hash * multiplier;
    }

    /** An open table of the old lines, in which the new ones are looked for, and put, so that each is found once. */
    private static void compare(Path old, Path now, Differences differences) throws IOException {
        int oldCount = Math.toIntExact(Files.size(old) / RECORD);
        int newCount = Math.toIntExact(Files.size(now) / RECORD);
        int size = Integer.highestOneBit(Math.max(1, oldCount + newCount)) << 2;
        long[] ones = new long[size];
        int[] others = new int[size];
        int[] lines =
                new int[size]; // Line and one; zero is free, and what is less a line that both have or that is new.
        try (DataInputStream in = in(old)) {
            for (int i = 0; i < oldCount; i++) {
                long one = in.readLong();
                int other = in.readInt();
                int line = in.readInt();
                int at = place(ones, others, lines, one, other);
                if (lines[at] == 0) {
                    ones[at] = one;
                    others[at] = other;
                    lines[at] = line + 1;
                }
            }
        }
        try (DataInputStream in = in(now)) {
            for (int i = 0; i < newCount; i++) {
                long one = in.readLong();
                int other = in.readInt();
                int line = in.readInt();
                int at = place(ones, others, lines, one, other);
                if (lines[at] == 0) {
                    differences.onlyNew.set(line);
                    ones[at] = one;
                    others[at] = other;
                }
                lines[at] = -1;
            }
        }
        for (int line : lines) {
            if (line > 0) {
                differences.onlyOld.set(line - 1);
            }
        }
    }

    private static int place(long[] ones, int[] others, int[] lines, long one, int other) {
        int mask = ones.length - 1;
        int at = (int) one & mask;
        while (lines[at] != 0 && (ones[at] != one || others[at] != other)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static DataInputStream in(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }
}
