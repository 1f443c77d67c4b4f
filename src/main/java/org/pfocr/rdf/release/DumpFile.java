package org.pfocr.rdf.release;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.release.file.NewFile;
import org.pfocr.rdf.release.file.Packing;
import org.pfocr.rdf.release.file.ReleaseFolder;
import org.pfocr.rdf.release.file.ReleasedFile.Facts;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;
import org.pfocr.rdf.sink.DumpEncoding;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.DumpSink;
import org.pfocr.rdf.sink.Output;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * RDF of one form, packed in one way or several, and in parts where it is large. Each part is a whole document; one of
 * N-Triples, N-Quads, Turtle or TriG may be put behind another.
 */
final class DumpFile implements Sink {
    private final ReleaseFolder folder;
    private final String key;
    private final String title;
    private final Sort sort;
    private final DumpFormat format;
    private final List<Packing> packings;
    private final long partBytes;

    /** What is whole but for its name, which is known when the number of parts is. */
    private final List<Part> parts = new ArrayList<>();

    private Part part;
    /** Null for a syntax with a state, which begins anew in each part. */
    private final @Nullable DumpEncoding encoding;

    /** A part, once in each packing. */
    private static final class Part {
        final List<NewFile> files = new ArrayList<>();
        final Copied text = new Copied(files);
        long triples;
        boolean hasBatch;

        @Nullable
        Sink writer;
    }

    /** The text of a part on its way into each packing. */
    private static final class Copied extends OutputStream {
        private final List<NewFile> files;
        private long bytes;

        Copied(List<NewFile> files) {
            this.files = files;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] some, int offset, int count) throws IOException {
            for (NewFile file : files) {
                file.stream().write(some, offset, count);
            }
            bytes += count;
        }
    }

    /**
     * @param key what follows the name of the release in those of the files, without ending
     * @param title what is in it, for people
     * @param partBytes length of a part before it is packed, about
     */
    DumpFile(
            ReleaseFolder folder,
            String key,
            String title,
            Sort sort,
            DumpFormat format,
            List<Packing> packings,
            long partBytes)
            throws IOException {
        this.folder = folder;
        this.key = key;
        this.title = title;
        this.sort = sort;
        this.format = format;
        this.packings = packings;
        this.partBytes = partBytes;
        this.encoding = DumpEncoding.of(format);
        this.part = begin();
    }

    /** What tells a file of a release apart, whatever the version. */
    static String key(String key, DumpFormat format) {
        return key + "." + format.toString().toLowerCase(Locale.ROOT);
    }

    private Part begin() throws IOException {
        Part begun = new Part();
        parts.add(begun);
        for (Packing packing : packings) {
            begun.files.add(folder.create(key(key, format) + "-" + parts.size(), packing));
        }
        if (encoding == null) {
            begun.writer = DumpSink.to(Output.stream(begun.text), format);
        } else {
            begun.text.write(encoding.before());
        }
        return begun;
    }

    private void end() throws IOException {
        if (part.writer != null) {
            part.writer.commit();
        } else if (encoding != null) {
            part.text.write(encoding.after());
        }
    }

    @Override
    public boolean keepsGraphs() {
        return format.hasGraphs();
    }

    @Override
    public Prepared prepare(Node graph, TripleBatch triples) {
        byte[] encoded = encoding == null ? null : encoding.encoder().encode(graph, triples);
        return () -> {
            if (part.text.bytes >= partBytes) {
                end();
                part = begin();
            }
            part.triples += triples.size();
            if (part.writer != null) {
                part.writer.prepare(graph, triples).write();
            } else if (encoding != null && encoded != null && encoded.length > 0) {
                if (part.hasBatch) {
                    part.text.write(encoding.between());
                }
                part.text.write(encoded);
                part.hasBatch = true;
            }
        };
    }

    @Override
    public void commit() throws IOException {
        end();
    }

    /** Gives the files their names. */
    void keep(String release) throws IOException {
        for (int i = 0; i < parts.size(); i++) {
            String place = parts.size() == 1 ? "" : String.format(Locale.ROOT, "-part%02d", i + 1);
            String about = parts.size() == 1 ? title : title + ", part " + (i + 1) + " of " + parts.size();
            for (NewFile file : parts.get(i).files) {
                folder.keepOneOf(
                        file,
                        key(key, format),
                        release + key + place + "." + format + file.packing().suffix(),
                        new Facts(sort, format.mediaType(), about, parts.get(i).triples, 0));
            }
        }
        folder.done(key(key, format));
    }

    @Override
    public void close() throws IOException {
        for (Part each : parts) {
            for (NewFile file : each.files) {
                file.close();
            }
        }
    }
}
