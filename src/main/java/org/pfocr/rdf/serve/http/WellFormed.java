package org.pfocr.rdf.serve.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that are not encoded as they must be, before anybody reads a wrong text out of them: addresses and forms
 * are percent-encoded UTF-8 (URL Standard, section 5.1), queries in a body are UTF-8 (SPARQL 1.1 Protocol, section 2.1.3).
 * Thread-safe.
 */
public final class WellFormed implements Filter {
    private static final String QUERY = "application/sparql-query";

    private static final Problem NOT_UTF_8 = Problem.of(
            HttpServletResponse.SC_BAD_REQUEST,
            "Bad encoding",
            "The request is not encoded as UTF-8, or has a percent sign that begins no escape. Write a percent sign"
                    + " in an address or a form as %25.");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        boolean[] isGood = new boolean[1];
        Guard.guard(http, (HttpServletResponse) response, () -> {
            check(http);
            isGood[0] = true;
        });
        if (isGood[0]) {
            chain.doFilter(request, response);
        }
    }

    private static void check(HttpServletRequest request) {
        String packing = request.getHeader("Content-Encoding"); // Jetty has unpacked gzip, and taken it off.
        if (packing != null && !packing.isBlank() && !packing.strip().equalsIgnoreCase("identity")) {
            throw new Refusal(new Problem(
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "Unsupported encoding",
                    "The body is packed with " + packing.strip() + ". Send it packed with gzip, or as it is.",
                    Map.of(Problem.ACCEPT_ENCODING, "gzip")));
        }
        String type = request.getHeader("Content-Type"); // The API's own method fails for an unknown charset.
        String charset = type == null ? null : MimeTypes.getCharsetFromContentType(type);
        if (type != null && charset != null) {
            boolean isQuery = type.strip().toLowerCase(Locale.ROOT).startsWith(QUERY);
            if (isQuery ? !charset.equalsIgnoreCase("utf-8") : !isKnown(charset)) {
                throw new Refusal(Problem.of(
                        HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                        "Unsupported encoding",
                        "The body is in " + charset + ". Send it in UTF-8."));
            }
        }
        try {
            request.getParameterMap(); // Jetty decodes here for all that come later.
        } catch (RuntimeException e) {
            Problem problem = problem(e);
            throw problem == null ? e : new Refusal(problem);
        }
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException e) { // Not even a charset's name.
            return false;
        }
    }

    /** The query in a body that has nothing else. */
    public static String query(HttpServletRequest request) throws IOException {
        byte[] body;
        try {
            body = request.getInputStream().readAllBytes();
        } catch (IOException | RuntimeException e) {
            Problem problem = problem(e);
            if (problem == null) {
                throw e;
            }
            throw new Refusal(problem);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(NOT_UTF_8);
        }
    }

    /** What is wrong with a request that could not be read; null where it is not the request. */
    private static @Nullable Problem problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http && http.getCode() == HttpStatus.PAYLOAD_TOO_LARGE_413) {
                return Problem.tooLarge();
            }
            if (cause instanceof ZipException) {
                return Problem.of(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "Bad encoding",
                        "The body is not packed with gzip, as the header Content-Encoding says.");
            }
        }
        return failure instanceof HttpException ? NOT_UTF_8 : null;
    }
}
