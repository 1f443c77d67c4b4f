package org.pfocr.rdf.spark.input;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;

/** The forms of archives that {@code pack} makes. The same files give the same bytes. */
public enum ArchiveForm {
    TAR(".tar"),
    TGZ(".tar.gz"),
    ZIP(".zip"),
    /** Of Hadoop. */
    SEQ(".seq");

    private final String suffix;

    ArchiveForm(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    /** Takes files one after the other. */
    interface Writer {
        void add(String path, byte[] content) throws IOException;

        void close() throws IOException;
    }

    /** Begins an archive. */
    Writer begin(Path file, Configuration configuration) throws IOException {
        if (this == SEQ) {
            return records(SequenceFile.createWriter(
                    configuration,
                    SequenceFile.Writer.file(file),
                    SequenceFile.Writer.keyClass(Text.class),
                    SequenceFile.Writer.valueClass(BytesWritable.class),
                    SequenceFile.Writer.compression(SequenceFile.CompressionType.NONE)));
        }
        OutputStream out = file.getFileSystem(configuration).create(file, false);
        return this == ZIP ? zip(new ZipArchiveOutputStream(out)) : tar(this == TAR ? out : new GZIPOutputStream(out));
    }

    private static Writer tar(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return new Writer() {
            @Override
            public void add(String path, byte[] content) throws IOException {
                TarArchiveEntry entry = new TarArchiveEntry(path);
                entry.setSize(content.length);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }

            @Override
            public void close() throws IOException {
                tar.close();
            }
        };
    }

    private static Writer zip(ZipArchiveOutputStream zip) {
        return new Writer() {
            @Override
            public void add(String path, byte[] content) throws IOException {
                ZipArchiveEntry entry = new ZipArchiveEntry(path);
                entry.setTime(0);
                zip.putArchiveEntry(entry);
                zip.write(content);
                zip.closeArchiveEntry();
            }

            @Override
            public void close() throws IOException {
                zip.close();
            }
        };
    }

    private static Writer records(SequenceFile.Writer writer) {
        return new Writer() {
            @Override
            public void add(String path, byte[] content) throws IOException {
                writer.append(new Text(path), new BytesWritable(content));
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }
}
