package org.pfocr.rdf.serve.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A response of which a copy can be kept while it is sent, up to a size. For the thread of its request. */
public final class Sent extends HttpServletResponseWrapper {
    /** Attribute of a request: its response. */
    static final String ATTRIBUTE = "org.pfocr.rdf.sent";

    private int limit;
    private @Nullable ByteArrayOutputStream copy;
    private @Nullable ServletOutputStream out;

    Sent(HttpServletResponse response) {
        super(response);
    }

    public static @Nullable Sent of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Sent sent ? sent : null;
    }

    /** Keeps a copy of what is sent from now on; longer ones are given up. */
    public void keep(int maxBytes) {
        limit = maxBytes;
        copy = new ByteArrayOutputStream();
    }

    /** All that was sent; null where it was too long. */
    public byte @Nullable [] kept() {
        return copy == null ? null : copy.toByteArray();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new Copying(super.getOutputStream());
        }
        return out;
    }

    /** Fuseki forbids every cache to keep a table; where we have named its generation, a cache may keep it and ask. */
    @Override
    public void setHeader(String name, String value) {
        boolean caching = name.equalsIgnoreCase("Cache-Control") || name.equalsIgnoreCase("Pragma");
        if (!caching || !containsHeader("ETag") || !containsHeader("Cache-Control")) {
            super.setHeader(name, value);
        }
    }

    private final class Copying extends ServletOutputStream {
        private final ServletOutputStream stream;

        Copying(ServletOutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int b) throws IOException {
            stream.write(b);
            if (copy != null && copy.size() < limit) {
                copy.write(b);
            } else {
                copy = null;
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stream.write(bytes, offset, length);
            if (copy != null && copy.size() + (long) length <= limit) {
                copy.write(bytes, offset, length);
            } else {
                copy = null;
            }
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            stream.setWriteListener(listener);
        }
    }
}
