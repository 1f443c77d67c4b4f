package org.pfocr.rdf.serve.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.query.QueryCancelledException;
import org.pfocr.rdf.serve.api.Values;
import org.pfocr.rdf.serve.http.Guard;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.mcp.tool.Asked;
import org.pfocr.rdf.serve.mcp.tool.DescribeSchema;
import org.pfocr.rdf.serve.mcp.tool.ExampleQueries;
import org.pfocr.rdf.serve.mcp.tool.FigureTools;
import org.pfocr.rdf.serve.mcp.tool.FindEntity;
import org.pfocr.rdf.serve.mcp.tool.GetFigure;
import org.pfocr.rdf.serve.mcp.tool.Guide;
import org.pfocr.rdf.serve.mcp.tool.RunSparql;
import org.pfocr.rdf.serve.mcp.tool.Tool;

/** Tells the protocol's library what there is: tools, resources and the prompt. Stateless. */
final class AgentServer {
    private static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();

    private static final ExampleQueries EXAMPLES = new ExampleQueries();

    /** The most common first: an agent may read no further. */
    static final List<Tool> TOOLS = List.of(
            new FindEntity(),
            FigureTools.search(),
            FigureTools.with(),
            new GetFigure(),
            FigureTools.partners(),
            FigureTools.similar(),
            FigureTools.enrich(),
            EXAMPLES,
            new DescribeSchema(),
            new RunSparql());

    private AgentServer() {}

    /** Answers what comes with a transport from now on. */
    static void start(Messages messages) {
        McpServer.sync(messages)
                .serverInfo(McpSchema.Implementation.builder("pfocr-rdf", Guide.VERSION)
                        .title("Pathway figures of PFOCR")
                        .build())
                .instructions(Guide.instructions())
                .capabilities(McpSchema.ServerCapabilities.builder()
                        .tools(false)
                        .resources(false, false)
                        .prompts(false)
                        .build())
                .jsonMapper(MAPPER)
                .validateToolInputs(false) // Ours name the argument and say what to change.
                .immediateExecution(true) // On the thread that has the turn.
                .tools(TOOLS.stream().map(AgentServer::specification).toList())
                .resources(Texts.resources(EXAMPLES))
                .resourceTemplates(Texts.figures())
                .prompts(Texts.prompt())
                .build();
    }

    private static SyncToolSpecification specification(Tool tool) {
        McpSchema.Tool described = McpSchema.Tool.builder(tool.name(), MAPPER, JSON.toStringFlat(tool.arguments()))
                .title(tool.title())
                .description(tool.description())
                .outputSchema(MAPPER, JSON.toStringFlat(tool.schema()))
                .annotations(McpSchema.ToolAnnotations.builder()
                        .title(tool.title())
                        .readOnlyHint(true)
                        .destructiveHint(false)
                        .idempotentHint(true)
                        .openWorldHint(false)
                        .build())
                .build();
        return new SyncToolSpecification(described, (context, request) -> call(tool, context, request.arguments()));
    }

    private static CallToolResult call(Tool tool, McpTransportContext context, Map<String, Object> arguments) {
        Asked asked = Asked.of(context);
        try {
            JsonObject answer =
                    tool.answer(Values.of(tool.parameters(), arguments == null ? Map.of() : arguments), asked);
            if (asked.running().ended() != null) { // What was found may lack something.
                throw new QueryCancelledException();
            }
            Object content = MAPPER.readValue(JSON.toStringFlat(answer), Map.class);
            return CallToolResult.builder()
                    .structuredContent(content)
                    .addTextContent(MAPPER.writeValueAsString(
                            content)) // For clients that read only texts, as the protocol asks.
                    .isError(false)
                    .build();
        } catch (QueryCancelledException | CancellationException e) {
            return failed(Objects.requireNonNullElseGet(asked.running().ended(), () -> Guard.problem(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            Problem ended = asked.running().ended();
            return failed(ended == null ? Guard.problem(e) : ended);
        } catch (OutOfMemoryError e) {
            return failed(Problem.memory());
        } catch (StackOverflowError e) {
            return failed(Problem.nested());
        }
    }

    private static CallToolResult failed(Problem problem) {
        return CallToolResult.builder()
                .addTextContent(problem.title()
                        + (problem.more().get("parameter") == null
                                ? ""
                                : " " + problem.more().get("parameter"))
                        + ". " + problem.detail())
                .isError(true)
                .build();
    }
}
