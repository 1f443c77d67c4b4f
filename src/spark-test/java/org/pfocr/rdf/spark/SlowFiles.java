package org.pfocr.rdf.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * This machine's files under the scheme {@code slow}: figures take their time, so that a test of a cluster can do something
 * meanwhile, and one of them cannot be read at first. Each opening of a figure adds a byte to a file of its name.
 */
public final class SlowFiles extends FilterFileSystem {
    private static final URI ROOT = URI.create("slow:///");

    public SlowFiles() {
        super(new RawLocalFileSystem());
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(URI.create("file:///"), configuration);
    }

    @Override
    public Configuration getConf() {
        return fs.getConf();
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public String getScheme() {
        return ROOT.getScheme();
    }

    @Override
    protected void checkPath(org.apache.hadoop.fs.Path path) {
        // All of them.
    }

    private static org.apache.hadoop.fs.Path here(org.apache.hadoop.fs.Path path) {
        return new org.apache.hadoop.fs.Path("file://" + path.toUri().getPath());
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
        return fs.getFileStatus(here(path));
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
        return fs.listStatus(here(path));
    }

    @Override
    public RemoteIterator<LocatedFileStatus> listLocatedStatus(org.apache.hadoop.fs.Path path) throws IOException {
        return fs.listLocatedStatus(here(path));
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
        String name = file.getName();
        Configuration configuration = getConf();
        if (name.endsWith(".md") && file.getParent().getName().equals("_figures")) {
            Path opened = Path.of(configuration.get("pfocr.slow.opened"), name);
            Files.write(
                    opened,
                    ".".getBytes(StandardCharsets.US_ASCII),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            if (name.equals(configuration.get("pfocr.slow.bad"))
                    && Files.size(opened) <= configuration.getInt("pfocr.slow.failures", 0)) {
                throw new IOException(name + ": a disturbance of the test");
            }
            try {
                Thread.sleep(configuration.getInt("pfocr.slow.millis", 0));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        return fs.open(here(file), buffer);
    }
}
