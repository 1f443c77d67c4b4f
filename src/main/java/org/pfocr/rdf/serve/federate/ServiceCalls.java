package org.pfocr.rdf.serve.federate;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.jena.query.QueryCancelledException;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.limit.RunningQuery;

/**
 * The HTTP client with which one query calls other endpoints: no redirects, so many bytes, and an end when the query
 * ends. The JDK's own time limit of a request ends with the answer's head, so a body that trickles would hold the query's
 * thread for good. Thread-safe.
 */
public final class ServiceCalls extends HttpClient {
    /** Jena keeps a whole answer in memory, where it needs several times its size as text. */
    static final long MAX_BYTES = 16 << 20;

    /** Some endpoints refuse programs that do not say what they are. */
    static final String USER_AGENT = "pfocr-rdf (https://github.com/wikipathways; SPARQL federation) ApacheJena";

    private static final int MAX_DIGITS = 10_000;

    private static final HttpClient CALLER = HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER) // An allowed endpoint must not lead to another address.
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final RunningQuery query;

    public ServiceCalls(RunningQuery query) {
        this.query = query;
    }

    /** Ends the query, which wants to call what it may not. */
    public void refuse(String why) {
        query.end(Problem.notAllowed(why));
    }

    /** How long to wait for an endpoint: half of the query's time, so that there is an error to be read. */
    Duration time() {
        return Duration.ofMillis(Math.max(1, query.limit().toMillis() / 2));
    }

    /** Ends the query, for which another endpoint failed; a FILTER EXISTS would take an exception for "no". */
    RuntimeException failed(String what) {
        query.end(Problem.of(HttpServletResponse.SC_BAD_GATEWAY, "SERVICE failed", what));
        return new QueryCancelledException();
    }

    /**
     * Says whether an address is one that only the operator of this server may name: loopback, link-local, private or
     * otherwise not of the public internet (RFC 6890). The JDK keeps what it looked up for 30 seconds, so the call that
     * follows goes to the same address. A name that is not known is left to the call, which fails.
     */
    static boolean isInternal(String endpoint) {
        String host = URI.create(endpoint).getHost();
        if (host == null) {
            return true;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInternal(address)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isInternal(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean special = address instanceof Inet6Address
                ? (first & 0xfe) == 0xfc // Unique local addresses, RFC 4193.
                        || (first == 0 && second == 0x64) // Translated IPv4 addresses, RFC 6052.
                        || (first == 0x20 && second == 0x02) // 6to4, RFC 3056.
                : first == 0 || (first == 100 && (second & 0xc0) == 64) || first >= 240; // RFC 6598, RFC 1112.
        return special
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return CALLER.send(request, bounded(handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return CALLER.sendAsync(request, bounded(handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushed) {
        return CALLER.sendAsync(request, bounded(handler)); // What nobody asked for is not taken.
    }

    private <T> BodyHandler<T> bounded(BodyHandler<T> handler) {
        return info -> new Bounded<>(handler.apply(info), query);
    }

    /** A body that ends with an error when it is too long or when the query ends. */
    private static final class Bounded<T> implements BodySubscriber<T> {
        private final BodySubscriber<T> body;
        private final RunningQuery query;
        private final AtomicBoolean done = new AtomicBoolean();
        private long bytes;

        private int digits;

        Bounded(BodySubscriber<T> body, RunningQuery query) {
            this.body = body;
            this.query = query;
        }

        @Override
        public CompletionStage<T> getBody() {
            return body.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            body.onSubscribe(subscription);
            query.onEnd(() -> {
                if (done.compareAndSet(false, true)) {
                    subscription.cancel();
                    body.onError(new IOException("the query has ended"));
                }
            });
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            bytes += part.stream().mapToLong(ByteBuffer::remaining).sum();
            if (bytes > MAX_BYTES) {
                query.end(Problem.serviceTooLarge(MAX_BYTES));
            } else if (part.stream().anyMatch(this::hasLongNumber)) {
                query.end(Problem.of(
                        HttpServletResponse.SC_BAD_GATEWAY,
                        "SERVICE failed",
                        "SERVICE failed: the endpoint's answer has a number of more than " + MAX_DIGITS + " digits."));
            } else if (!done.get()) {
                body.onNext(part);
            }
        }

        /** A number is read when its row is made, in time that grows with the square of its length. */
        private boolean hasLongNumber(ByteBuffer part) {
            for (int i = part.position(); i < part.limit(); i++) {
                byte b = part.get(i);
                digits = b >= '0' && b <= '9' ? digits + 1 : 0;
                if (digits > MAX_DIGITS) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void onError(Throwable failure) {
            if (done.compareAndSet(false, true)) {
                body.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (done.compareAndSet(false, true)) {
                body.onComplete();
            }
        }
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return CALLER.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return CALLER.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return CALLER.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return CALLER.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return CALLER.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return CALLER.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return CALLER.authenticator();
    }

    @Override
    public Version version() {
        return CALLER.version();
    }

    @Override
    public Optional<Executor> executor() {
        return CALLER.executor();
    }
}
