package org.pfocr.rdf.store.layout;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.jspecify.annotations.Nullable;

/** Advisory locks of files, which end with their process, so that a killed one leaves none behind. */
public final class FileLocks {
    private FileLocks() {}

    /** Returns null where a process, this one included, holds the lock. */
    public static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
