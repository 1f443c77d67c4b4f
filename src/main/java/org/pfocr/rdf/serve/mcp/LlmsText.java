package org.pfocr.rdf.serve.mcp;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.jena.system.Txn;
import org.pfocr.rdf.serve.generation.Freshness;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Guard;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.mcp.tool.Guide;
import org.pfocr.rdf.serve.mcp.tool.WholeGuide;
import org.pfocr.rdf.serve.observe.QueryRecord;

/** The guide for agents that read pages (llmstxt.org): short with addresses, and whole. Thread-safe. */
public final class LlmsText extends HttpServlet {
    private static final long serialVersionUID = 1L;

    public static final String SHORT = "/llms.txt";
    public static final String LONG = "/llms-full.txt";

    private final transient Generations generations;
    private final transient Admission admission;
    private final transient OwnAddress own;
    private final transient ServerOptions options;

    public LlmsText(Generations generations, Admission admission, OwnAddress own, ServerOptions options) {
        this.generations = generations;
        this.admission = admission;
        this.own = own;
        this.options = options;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Guard.guard(request, response, () -> {
            if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                throw new Refusal(Problem.method("GET, HEAD, OPTIONS"));
            }
            if (request.getRequestURI().equals(SHORT)) {
                send(Guide.text() + "\n" + addresses(own.root(request)), response);
                return;
            }
            admission.ofClient(
                    request, null, record -> admission.inTurn(request, () -> whole(record, request, response)));
        });
    }

    private void whole(QueryRecord record, HttpServletRequest request, HttpServletResponse response) {
        try (Generations.Lease lease = generations.use()) {
            if (Freshness.isUnchanged(request, response, lease)) {
                record.outcome(QueryRecord.UNCHANGED);
                return;
            }
            admission.watched(request, options.queryTime(), running -> {
                String text = Txn.calculateRead(lease.dataset(), () -> WholeGuide.of(lease.dataset()));
                try {
                    send(text + "\n" + addresses(own.root(request)), response);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            record.outcome(QueryRecord.ANSWERED);
        }
    }

    private String addresses(String root) {
        return "## Addresses\n\n"
                + (options.agents()
                        ? "- [Model Context Protocol](" + root + "mcp): the tools, by streamable HTTP\n"
                        : "")
                + "- [SPARQL](" + root + "sparql): queries by GET or POST; with hints=true an empty table says why\n"
                + "- [OpenAPI](" + root
                + "api/openapi.json): search, suggestions, gene sets, neighbours as JSON and tables\n"
                + "- [The whole guide](" + root + "llms-full.txt): with classes, properties and example queries\n"
                + "- [Ontology](" + root + "ontology): all terms\n";
    }

    private static void send(String text, HttpServletResponse response) throws IOException {
        response.setContentType("text/markdown; charset=utf-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
