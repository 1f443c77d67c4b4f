package org.pfocr.rdf.serve.download;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * Sends the files of releases, with ranges, by Jetty's own means: from the system's page cache, without a thread that waits
 * for the client. It stands before what packs answers and counts their bytes in memory, and has a limit of its own, so that
 * downloads and queries do not wait for each other. Thread-safe.
 */
public final class DownloadFiles extends Handler.Wrapper {
    private static final String RETRY_SECONDS = "30";
    /** A release does not change, but its folder may be replaced. */
    private static final String CACHE = "public, max-age=300";
    /** By the end of a name. Jetty would find its own ones, and none for most of these. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("gz", "application/gzip"),
            Map.entry("zst", "application/zstd"),
            Map.entry("ttl", "text/turtle"),
            Map.entry("nq", "application/n-quads"),
            Map.entry("nt", "application/n-triples"),
            Map.entry("trig", "application/trig"),
            Map.entry("jelly", "application/x-jelly-rdf"),
            Map.entry("jsonld", "application/ld+json"),
            Map.entry("json", "application/json"),
            Map.entry("gmt", "text/tab-separated-values;charset=utf-8"),
            Map.entry("tsv", "text/tab-separated-values;charset=utf-8"),
            Map.entry("md", "text/markdown;charset=utf-8"),
            Map.entry("cff", "text/yaml;charset=utf-8"),
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry(Releases.CHECKSUMS, "text/plain;charset=utf-8"));

    private final Releases releases;
    private final int most;
    private final AtomicInteger running = new AtomicInteger();
    private final ResourceHandler files = new ResourceHandler() {
        @Override
        protected HttpContent.Factory newHttpContentFactory(ByteBufferPool.Sized buffers) {
            HttpContent.Factory all = super.newHttpContentFactory(buffers);
            return path -> {
                HttpContent content = all.getContent(path);
                return content == null ? null : new Released(path, content);
            };
        }
    };

    /** A file with the type that we know, and a tag that a download can be continued by. */
    private static final class Released extends HttpContent.Wrapper {
        private final HttpField type;

        Released(String path, HttpContent content) {
            super(content);
            type = new HttpField(HttpHeader.CONTENT_TYPE, type(path));
        }

        @Override
        public HttpField getContentType() {
            return type;
        }

        /** Jetty calls its tags weak, and If-Range asks for strong ones; they are of time and length, which change with a file. */
        @Override
        public HttpField getETag() {
            HttpField tag = super.getETag();
            String value = tag.getValue();
            return value.startsWith("W/") ? new HttpField(HttpHeader.ETAG, value.substring(2)) : tag;
        }
    }

    /**
     * @param releases that have a folder
     * @param server to which this belongs
     * @param most downloads at one time
     */
    public DownloadFiles(Releases releases, int most, Server server) {
        this.releases = releases;
        this.most = most;
        Path root = Objects.requireNonNull(releases.root()).toAbsolutePath();
        files.setBaseResource(
                Objects.requireNonNull(ResourceFactory.of(server).newResource(root), "no such folder: " + root));
        files.setDirAllowed(false);
        files.setAcceptRanges(true);
        files.setEtags(true);
        files.setCacheControl(CACHE);
        files.setServer(server);
        addBean(files);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getCanonicalPath();
        boolean isRead =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!isRead || path == null || !path.startsWith(Releases.PATH)) {
            return super.handle(request, response, callback);
        }
        getServer()
                .getThreadPool()
                .execute(
                        () -> { // The file system may be slow.
                            try {
                                if (releases.file(path) == null) {
                                    if (!super.handle(request, response, callback)) {
                                        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                                    }
                                } else {
                                    send(path, request, response, callback);
                                }
                            } catch (Exception e) {
                                Response.writeError(request, response, callback, e);
                            }
                        });
        return true;
    }

    private static String type(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    /** Jetty does not look at If-Range: a part of a file that is another one by now would spoil the download. */
    private Request whole(Request request, String path) throws IOException {
        String condition = request.getHeaders().get(HttpHeader.IF_RANGE);
        HttpContent content =
                condition == null ? null : files.getHttpContentFactory().getContent(path);
        if (content == null
                || condition.equals(content.getETag().getValue())
                || condition.equals(content.getLastModified().getValue())) {
            return request;
        }
        HttpFields headers = HttpFields.build(request.getHeaders()).remove(HttpHeader.RANGE);
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }

    private void send(String path, Request request, Response response, Callback callback) throws Exception {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put(
                "Access-Control-Expose-Headers",
                "ETag, Last-Modified, Retry-After, Accept-Ranges, Content-Range, Content-Length");
        if (running.incrementAndGet() > most) {
            running.decrementAndGet();
            headers.put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
            Response.writeError(request, response, callback, HttpStatus.TOO_MANY_REQUESTS_429);
            return;
        }
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'");
        Callback last = Callback.from((Runnable) running::decrementAndGet, callback);
        HttpURI below = HttpURI.build(request.getHttpURI())
                .path(path.substring(Releases.PATH.length() - 1))
                .asImmutable();
        try {
            if (!files.handle(Request.serveAs(whole(request, below.getPath()), below), response, last)) {
                Response.writeError(request, response, last, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, last, e);
        }
    }
}
