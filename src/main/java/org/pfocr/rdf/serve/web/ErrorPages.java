package org.pfocr.rdf.serve.web;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.Accept;
import org.pfocr.rdf.serve.http.ErrorPage;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.ServerOptions;

/** What Jetty itself refuses, such as a body that is too long, as the same kind of problem as all else. Thread-safe. */
public final class ErrorPages extends ErrorHandler {
    private final ErrorPage page;

    /** @param page how to write a problem for people */
    public ErrorPages(ErrorPage page) {
        this.page = page;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        String detail =
                switch (code) {
                    case HttpStatus.PAYLOAD_TOO_LARGE_413 ->
                        "The request has more than " + ServerOptions.MAX_REQUEST_BYTES + " bytes, which is the limit.";
                    case HttpStatus.SERVICE_UNAVAILABLE_503 -> "The server is stopping. Try again in a minute.";
                    case HttpStatus.INTERNAL_SERVER_ERROR_500 ->
                        "The server failed to answer. The reason is in its log.";
                    default -> HttpStatus.getMessage(code) + ".";
                };
        Problem problem = Problem.of(code, HttpStatus.getMessage(code), detail);
        Problem.Body body = problem.body(Accept.of(request.getHeaders().getValuesList(HttpHeader.ACCEPT)), page);
        response.setStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, body.mediaType());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("Access-Control-Allow-Origin", "*");
        response.write(true, BufferUtil.toBuffer(body.text().getBytes(StandardCharsets.UTF_8)), callback);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }
}
