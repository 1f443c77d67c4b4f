package org.pfocr.rdf.spark.input;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The figures of archives in which the files of a figure follow each other. Not thread-safe. */
final class Grouped implements Iterator<SameName> {
    private final Iterator<PackedFile> files;
    private @Nullable PackedFile next;

    Grouped(Iterator<PackedFile> files) {
        this.files = files;
        advance();
    }

    private void advance() {
        do {
            next = files.hasNext() ? files.next() : null;
        } while (next != null && next.figid() == null);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public SameName next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        String figid = Objects.requireNonNull(next.figid());
        List<PackedFile> group = new ArrayList<>(4);
        while (next != null && figid.equals(next.figid())) {
            group.add(next);
            advance();
        }
        return PackedFigure.named(group);
    }
}
