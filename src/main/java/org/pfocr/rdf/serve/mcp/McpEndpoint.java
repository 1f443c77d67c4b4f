package org.pfocr.rdf.serve.mcp;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Guard;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.http.WellFormed;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.mcp.tool.Asked;
import org.pfocr.rdf.serve.observe.QueryRecord;

/**
 * The Model Context Protocol at {@code /mcp} (streamable HTTP, revision 2025-11-25): stateless, so that each POST has one
 * message and its answer, with the limits of queries. Thread-safe.
 */
public final class McpEndpoint extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where it lies. */
    public static final String PATH = "/mcp";

    /** Attribute of a request: its message, which can be read only once. */
    private static final String RECEIVED = "org.pfocr.rdf.mcp.received";

    private static final String VERSION = "MCP-Protocol-Version";

    private final transient Messages messages = new Messages();
    private final transient Generations generations;
    private final transient Admission admission;
    private final transient OwnAddress own;
    private final transient ServerOptions options;

    public McpEndpoint(Generations generations, Admission admission, OwnAddress own, ServerOptions options) {
        this.generations = generations;
        this.admission = admission;
        this.own = own;
        this.options = options;
        AgentServer.start(messages);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Guard.guard(request, response, () -> {
            checkOrigin(request);
            if (!request.getMethod().equals("POST")) { // There is no stream to listen to, and no session to end.
                throw new Refusal(Problem.method("OPTIONS, POST"));
            }
            String version = request.getHeader(VERSION);
            if (version != null && !Messages.VERSIONS.contains(version.strip())) {
                throw new Refusal(Problem.of(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "Unknown protocol version",
                        "The header " + VERSION + " is one of: " + String.join(", ", Messages.VERSIONS) + "."));
            }
            Messages.Received received = received(request);
            if (received.message() == null) {
                send(HttpServletResponse.SC_BAD_REQUEST, Objects.requireNonNull(received.problem()), response);
                return;
            }
            String called = received.called();
            admission.ofClient(request, called, record -> {
                if (called != null) {
                    admission.check(called);
                }
                admission.inTurn(request, () -> answer(received, record, request, response));
            });
        });
    }

    private void answer(
            Messages.Received received, QueryRecord record, HttpServletRequest request, HttpServletResponse response) {
        try (Generations.Lease lease = generations.use()) {
            admission.watched(request, options.queryTime(), running -> {
                Asked asked = new Asked(lease, running, options);
                String answer = Txn.calculateRead(lease.dataset(), () -> messages.answer(received, asked));
                try {
                    if (answer == null) {
                        response.setStatus(HttpServletResponse.SC_ACCEPTED);
                    } else {
                        send(HttpServletResponse.SC_OK, answer, response);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            record.outcome(QueryRecord.ANSWERED);
        }
    }

    /**
     * Refuses a page of another site, as the protocol wants: a name server that lies could have it ask a server on the
     * user's own machine (DNS rebinding).
     */
    private void checkOrigin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null || isOwn(origin, own.root(request))) {
            return;
        }
        throw new Refusal(Problem.of(
                HttpServletResponse.SC_FORBIDDEN,
                "Foreign origin",
                "A page of " + origin + " may not ask here. Agents send no Origin; pages of this server may ask."));
    }

    /** With the operator's word for where the server is, that counts; else only pages of this machine may ask. */
    private boolean isOwn(String origin, String root) {
        URI from;
        try {
            from = URI.create(origin.strip());
        } catch (IllegalArgumentException e) {
            return false;
        }
        URI here = URI.create(root);
        if (from.getHost() == null || from.getScheme() == null) {
            return false;
        }
        boolean isSame = from.getScheme().equalsIgnoreCase(here.getScheme())
                && from.getRawAuthority().equalsIgnoreCase(here.getRawAuthority());
        return options.publicUrl() != null ? isSame : isSame && isLocal(from.getHost());
    }

    private boolean isLocal(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("127.0.0.1")
                || host.equals("[::1]")
                || host.equalsIgnoreCase(options.host());
    }

    private Messages.Received received(HttpServletRequest request) throws IOException {
        if (request.getAttribute(RECEIVED) instanceof Messages.Received known) {
            return known;
        }
        String type = request.getContentType();
        if (type == null || !type.strip().startsWith("application/json")) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "Unsupported media type",
                    "Send the message as application/json."));
        }
        Messages.Received received = messages.read(WellFormed.query(request));
        request.setAttribute(RECEIVED, received);
        return received;
    }

    private static void send(int status, @Nullable String json, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write((json + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
