package org.pfocr.rdf.serve.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.serve.mcp.tool.Asked;
import org.pfocr.rdf.serve.mcp.tool.ExampleQueries;
import org.pfocr.rdf.serve.mcp.tool.GetFigure;
import org.pfocr.rdf.serve.mcp.tool.Guide;
import org.pfocr.rdf.serve.mcp.tool.Look;
import org.pfocr.rdf.serve.mcp.tool.WholeGuide;
import org.pfocr.rdf.vocab.Iris;

/** What agents can read without asking a tool: resources, and the prompt. Stateless. */
final class Texts {
    private static final String ONTOLOGY = "/ontology/pfocr.ttl";
    private static final String MARKDOWN = "text/markdown";
    private static final String FIGURE = Iris.SITE + "figures/{id}.html";
    private static final int MOST_THINGS = 2_000;

    private Texts() {}

    static List<SyncResourceSpecification> resources(ExampleQueries examples) {
        List<SyncResourceSpecification> resources = new ArrayList<>();
        resources.add(resource(
                Iris.SITE + "ontology",
                "ontology",
                "Ontology",
                "All terms, with their meanings.",
                "text/turtle",
                a -> ontology()));
        resources.add(resource(
                Iris.SITE + "llms-full.txt",
                "schema",
                "Guide and schema",
                "How to ask, what the data are like, and example queries.",
                MARKDOWN,
                asked -> WholeGuide.of(asked.dataset())));
        examples.all()
                .forEach((name, example) -> resources.add(resource(
                        Iris.queryExample(name).getURI(),
                        name,
                        example.title(),
                        example.description(),
                        "application/sparql-query",
                        asked -> example.query())));
        return resources;
    }

    private static String ontology() {
        try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(ONTOLOGY), ONTOLOGY)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SyncResourceSpecification resource(
            String uri, String name, String title, String description, String type, Function<Asked, String> text) {
        McpSchema.Resource resource = McpSchema.Resource.builder(uri, name)
                .title(title)
                .description(description)
                .mimeType(type)
                .build();
        return new SyncResourceSpecification(
                resource, (context, request) -> contents(uri, type, text.apply(Asked.of(context))));
    }

    static SyncResourceTemplateSpecification figures() {
        McpSchema.ResourceTemplate template = McpSchema.ResourceTemplate.builder(FIGURE, "figure")
                .title("A pathway figure")
                .description("What is in a figure, as get_figure tells it.")
                .mimeType("application/json")
                .build();
        return new SyncResourceTemplateSpecification(template, (context, request) -> figure(context, request.uri()));
    }

    private static ReadResourceResult figure(McpTransportContext context, String uri) {
        Look look = new Look(Asked.of(context).dataset());
        Node figure = GetFigure.find(uri, look);
        if (figure == null) {
            throw McpError.RESOURCE_NOT_FOUND.apply(uri);
        }
        return contents(uri, "application/json", JSON.toString(GetFigure.of(figure, MOST_THINGS, look)));
    }

    private static ReadResourceResult contents(String uri, String type, String text) {
        return ReadResourceResult.builder(List.of(
                        TextResourceContents.builder(uri, text).mimeType(type).build()))
                .build();
    }

    static SyncPromptSpecification prompt() {
        McpSchema.Prompt prompt = McpSchema.Prompt.builder("answer_question")
                .title("Answer a question about pathway figures")
                .description("How to find the answer with the tools of this server.")
                .arguments(List.of(McpSchema.PromptArgument.builder("question")
                        .description("What somebody wants to know.")
                        .required(true)
                        .build()))
                .build();
        return new SyncPromptSpecification(prompt, (context, request) -> {
            Map<String, Object> arguments = request.arguments();
            Object question = arguments == null ? null : arguments.get("question");
            if (question == null || question.toString().isBlank()) {
                throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                        .message("Give the argument \"question\".")
                        .build();
            }
            String text =
                    "Answer this question about published pathway figures, with the tools of this server only:\n\n"
                            + question + "\n\n" + Guide.instructions();
            return McpSchema.GetPromptResult.builder(List.of(new PromptMessage(
                            McpSchema.Role.USER,
                            McpSchema.TextContent.builder(text).build())))
                    .description("How to answer")
                    .build();
        });
    }
}
