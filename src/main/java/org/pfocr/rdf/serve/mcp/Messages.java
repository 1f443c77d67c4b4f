package org.pfocr.rdf.serve.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.mcp.tool.Asked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Answers messages of the protocol, one text for one text, on the thread that asks; the way that they come is another's
 * business. The library's own servlet answers a message that is none with something that is no JSON-RPC. Thread-safe.
 */
final class Messages implements McpStatelessServerTransport {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    /** Oldest first. */
    static final List<String> VERSIONS = List.of(
            ProtocolVersions.MCP_2024_11_05,
            ProtocolVersions.MCP_2025_03_26,
            ProtocolVersions.MCP_2025_06_18,
            ProtocolVersions.MCP_2025_11_25);

    private static final String NO_MESSAGE =
            "Send one JSON-RPC 2.0 message: an object with \"jsonrpc\": \"2.0\", \"method\" and, for a request, \"id\".";

    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();
    private volatile @Nullable McpStatelessServerHandler handler;

    @Override
    public void setMcpHandler(McpStatelessServerHandler server) {
        handler = server;
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty(); // Nothing is open between two messages.
    }

    /**
     * A message from a client.
     *
     * @param problem what to answer where the text is no message; null where it is one
     */
    record Received(
            @Nullable JSONRPCMessage message, @Nullable String problem) {
        /** The tool that is called and its arguments, or the method: for logs, and to know a harmful one again. */
        @Nullable
        String called() {
            if (!(message instanceof JSONRPCRequest request)) {
                return null;
            }
            if (request.params() instanceof Map<?, ?> params && params.get("name") instanceof String tool) {
                return params.get("arguments") instanceof Map<?, ?> arguments
                                && arguments.get("query") instanceof String query
                                && tool.equals("run_sparql")
                        ? query
                        : "# mcp " + tool + " " + params.get("arguments");
            }
            return "# mcp " + request.method();
        }
    }

    /** Reads a message. */
    Received read(String text) {
        try {
            JSONRPCMessage message = McpSchema.deserializeJsonRpcMessage(mapper, text);
            if (message instanceof JSONRPCRequest request
                    && !(request.id() instanceof String || request.id() instanceof Number)) {
                return new Received(null, error(McpSchema.ErrorCodes.INVALID_REQUEST, NO_MESSAGE));
            }
            return message instanceof JSONRPCRequest || message instanceof JSONRPCNotification
                    ? new Received(message, null)
                    : new Received(null, error(McpSchema.ErrorCodes.INVALID_REQUEST, NO_MESSAGE));
        } catch (IOException | RuntimeException e) {
            return new Received(null, error(McpSchema.ErrorCodes.PARSE_ERROR, NO_MESSAGE));
        }
    }

    /**
     * Answers a message.
     *
     * @return the answer; null where none is to be sent
     */
    @Nullable
    String answer(Received received, Asked asked) {
        McpStatelessServerHandler server = handler;
        if (server == null) {
            throw new IllegalStateException("no server is there");
        }
        if (received.message instanceof JSONRPCNotification notification) {
            server.handleNotification(asked.context(), notification).block();
            return null;
        }
        JSONRPCRequest request = (JSONRPCRequest) Objects.requireNonNull(received.message);
        McpSchema.JSONRPCResponse response;
        try {
            response = server.handleRequest(asked.context(), request).block();
        } catch (RuntimeException e) { // Parameters of another form than the method's.
            LOG.debug("a message was not understood", e);
            response = McpSchema.JSONRPCResponse.error(
                    request.id(),
                    new McpSchema.JSONRPCResponse.JSONRPCError(
                            McpSchema.ErrorCodes.INVALID_PARAMS,
                            "\"params\" is not of the form that the method " + request.method() + " has.",
                            null));
        }
        return text(response);
    }

    private String text(@Nullable Object message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a message has more characters than may be read. */
    Received tooLong() {
        return new Received(null, error(McpSchema.ErrorCodes.INVALID_REQUEST, "The message is too long."));
    }

    /** What a request is answered with that failed as a whole; null for what wants no answer. */
    @Nullable
    String failed(Received received, String why) {
        if (!(received.message instanceof JSONRPCRequest request)) {
            return null;
        }
        return text(McpSchema.JSONRPCResponse.error(
                request.id(),
                new McpSchema.JSONRPCResponse.JSONRPCError(McpSchema.ErrorCodes.INTERNAL_ERROR, why, null)));
    }

    private String error(int code, String text) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", text);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", "2.0");
        response.put("id", null);
        response.put("error", error);
        return text(response);
    }
}
