package org.pfocr.rdf.serve.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.generation.Freshness;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Form;
import org.pfocr.rdf.serve.http.Guard;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.limit.TimeLimit;
import org.pfocr.rdf.serve.observe.QueryRecord;
import org.pfocr.rdf.serve.query.AnswerCache;

/**
 * Answers what is asked below {@code /api/}, with the same limits, turns and kept answers as queries. What is wrong with a
 * request is said as problem details (RFC 9457). Thread-safe.
 */
public final class Api extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String DESCRIPTION = Route.ROOT + "openapi.json";
    private static final Offer OFFER = new Offer(List.of(Form.JSON, Form.TSV), Form.JSON);

    private final transient List<Route> routes;
    private final transient Generations generations;
    private final transient Admission admission;
    private final transient AnswerCache answers;
    private final transient OwnAddress own;
    private final transient ServerOptions options;

    /** @param routes all that there are */
    public Api(
            List<Route> routes,
            Generations generations,
            Admission admission,
            AnswerCache answers,
            OwnAddress own,
            ServerOptions options) {
        this.routes = List.copyOf(routes);
        this.generations = generations;
        this.admission = admission;
        this.answers = answers;
        this.own = own;
        this.options = options;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Guard.guard(request, response, () -> {
            String path = request.getRequestURI();
            String method = request.getMethod();
            boolean isRead = method.equals("GET") || method.equals("HEAD");
            if (path.equals(DESCRIPTION)) {
                if (!isRead) {
                    throw new Refusal(Problem.method("GET, HEAD, OPTIONS"));
                }
                describe(request, response);
                return;
            }
            Route route = route(path);
            if (route == null) {
                throw new Refusal(Problem.of(
                        HttpServletResponse.SC_NOT_FOUND,
                        "No such address",
                        "There is: " + routes.stream().map(Route::path).sorted().collect(Collectors.joining(", "))
                                + ", " + Route.ROOT + "queries. " + DESCRIPTION + " describes them."));
            }
            if (!isRead && !(route.takesPost() && method.equals("POST"))) {
                throw new Refusal(
                        Problem.method(route.takesPost() ? "GET, HEAD, OPTIONS, POST" : "GET, HEAD, OPTIONS"));
            }
            answer(route, request, response);
        });
    }

    private @Nullable Route route(String path) {
        return routes.stream()
                .filter(route -> route.path().endsWith("/") ? path.startsWith(route.path()) : path.equals(route.path()))
                .findFirst()
                .orElse(null);
    }

    private void describe(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getOutputStream()
                .write((JSON.toString(OpenApi.of(routes, own.root(request))) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void answer(Route route, HttpServletRequest request, HttpServletResponse response) {
        admission.ofClient(request, null, record -> {
            Offer.Choice choice = OFFER.choose(request);
            Duration limit = TimeLimit.of(request, options.queryTime());
            Values values = values(route, request);
            String asked = request.getRequestURI() + " " + values.key();
            try (Generations.Lease lease = generations.use()) {
                boolean isPost = request.getMethod().equals("POST");
                if (!isPost && Freshness.isUnchanged(request, response, lease)) {
                    record.outcome(QueryRecord.UNCHANGED);
                    return;
                }
                AnswerCache.Answer known = answers.get(AnswerCache.key(lease.name(), asked, choice));
                if (known != null) {
                    send(known, response);
                    record.rows(known.rows());
                    record.outcome(QueryRecord.CACHED);
                    return;
                }
            }
            admission.inTurn(request, () -> {
                try (Generations.Lease lease = generations.use()) {
                    admission.watched(request, limit, running -> {
                        Reply reply;
                        try {
                            reply = Txn.calculateRead(lease.dataset(), () -> route.answer(values, lease, running));
                        } catch (CancellationException e) {
                            throw new QueryCancelledException();
                        }
                        if (running.ended() != null) {
                            throw new QueryCancelledException();
                        }
                        AnswerCache.Answer made = made(reply, choice);
                        if (made.body().length <= answers.maxAnswerBytes()) {
                            answers.put(AnswerCache.key(lease.name(), asked, choice), made);
                        }
                        if (!request.getMethod().equals("POST")) {
                            Freshness.isUnchanged(request, response, lease); // Perhaps another generation by now.
                        }
                        send(made, response);
                        record.rows(made.rows());
                    });
                    record.outcome(QueryRecord.ANSWERED);
                }
            });
        });
    }

    private static Values values(Route route, HttpServletRequest request) {
        String path = request.getRequestURI().substring(route.path().length());
        try {
            return Values.of(route.parameters(), path, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AnswerCache.Answer made(Reply reply, Offer.Choice choice) {
        String text = choice.form() == Form.TSV ? reply.tsv() : JSON.toStringFlat(reply.json()) + "\n";
        return new AnswerCache.Answer(
                choice.contentType(),
                text.getBytes(StandardCharsets.UTF_8),
                reply.rows().size());
    }

    private static void send(AnswerCache.Answer answer, HttpServletResponse response) {
        try {
            response.setContentType(answer.mediaType());
            response.getOutputStream().write(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
