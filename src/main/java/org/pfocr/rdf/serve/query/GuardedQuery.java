package org.pfocr.rdf.serve.query;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.SPARQL_QueryDataset;
import org.apache.jena.fuseki.servlets.ServletOps;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.web.HttpNames;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.Constructed;
import org.pfocr.rdf.answer.Explanation;
import org.pfocr.rdf.schema.QueryCheck;
import org.pfocr.rdf.serve.generation.Freshness;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.graph.GraphAnswer;
import org.pfocr.rdf.serve.graph.ReleasedDumps;
import org.pfocr.rdf.serve.graph.ServiceDescription;
import org.pfocr.rdf.serve.http.Form;
import org.pfocr.rdf.serve.http.Guard;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.http.OpenReads;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.Sent;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.http.WellFormed;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.limit.BrokenAnswer;
import org.pfocr.rdf.serve.limit.RunningQuery;
import org.pfocr.rdf.serve.limit.TimeLimit;
import org.pfocr.rdf.serve.observe.QueryRecord;

/**
 * Fuseki's query service on the current generation, with limits and with errors that say what to do (SPARQL 1.1
 * Protocol, section 2.1). Thread-safe.
 */
public class GuardedQuery extends SPARQL_QueryDataset {
    private static final Offer DESCRIPTION = Offer.TRIPLES.withPage();

    /** What makes an answer differ from one time to the next; a variable of that name only costs the client a cache. */
    private static final Pattern CHANGING =
            Pattern.compile("\\b(service|rand|now|uuid|struuid|bnode)\\b", Pattern.CASE_INSENSITIVE);

    /** Parameter of a request: with {@code true}, an empty table comes with hints. */
    private static final String HINTS = "hints";

    /** Parameter of a request: with {@code true}, how the query was answered comes in place of the answer. */
    private static final String EXPLAIN = "explain";

    /** Header of an answer: a hint on a query that found nothing; may be there several times. */
    private static final String HINT = "Query-Hint";

    private final Generations generations;
    private final ServerOptions options;
    private final Admission admission;
    private final AnswerCache answers;
    private final OwnAddress own;

    public GuardedQuery(
            Generations generations, ServerOptions options, Admission admission, AnswerCache answers, OwnAddress own) {
        this.answers = answers;
        this.own = own;
        this.generations = generations;
        this.options = options;
        this.admission = admission;
    }

    /** A program that asks for the endpoint itself gets its description, a browser the query page. */
    @Override
    public void execGet(HttpAction action) {
        answer(action, () -> {
            if (action.getRequestParameter("query") == null) {
                describe(action);
            } else {
                super.execGet(action);
            }
        });
    }

    @Override
    public void execPost(HttpAction action) {
        answer(action, () -> {
            String waited =
                    Admission.isCalledAgain(action.getRequest()) ? QueryRecord.textOf(action.getRequest()) : null;
            if (waited == null) {
                super.execPost(action);
            } else { // Its body has been read.
                execute(waited, action);
            }
        });
    }

    @Override
    public void execHead(HttpAction action) {
        execGet(action); // Jetty leaves the body out.
    }

    /** The methods that are left. */
    @Override
    public void execAny(String method, HttpAction action) {
        answer(action, () -> {
            throw new Refusal(Problem.method("GET, HEAD, OPTIONS, POST"));
        });
    }

    @Override
    public void validate(HttpAction action) {
        if (action.getRequestParameter("query") == null && action.getRequestParameter("update") != null) {
            throw badRequest("Update", QueryReader.UPDATE);
        }
        if (!action.getRequestMethod().equals(HttpNames.METHOD_HEAD)) {
            super.validate(action);
        }
    }

    private void describe(HttpAction action) throws IOException {
        action.setResponseHeader("Vary", "Accept");
        if (DESCRIPTION.choose(action.getRequest()).form() == Form.HTML) {
            action.setResponseStatus(HttpServletResponse.SC_SEE_OTHER);
            action.setResponseHeader("Location", own.path() + "query");
            return;
        }
        String endpoint = own.endpoint(action.getRequest());
        try (Generations.Lease lease = generations.use()) {
            DatasetGraph dataset = lease.dataset();
            Graph description;
            dataset.begin(TxnType.READ);
            try {
                description = ServiceDescription.of(
                        endpoint,
                        dataset,
                        lease.info(),
                        !options.serviceAllowed().isEmpty(),
                        new ReleasedDumps(options.downloads()),
                        own.root(action.getRequest()));
            } finally {
                dataset.end();
            }
            GraphAnswer.send(description, Offer.TRIPLES, action.getRequest(), action.getResponse());
        }
    }

    /** Runs a request and sends what goes wrong with it as a problem. */
    static void answer(HttpAction action, Guard.Work request) {
        try {
            Guard.guard(action.getRequest(), action.getResponse(), request);
        } catch (IOException e) {
            action.getRequest().setAttribute(OpenReads.BROKEN, e); // The client has gone.
        }
    }

    @Override
    protected void executeBody(HttpAction action) {
        try {
            execute(WellFormed.query(action.getRequest()), action); // Fuseki would unpack it without limit.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole query, its answer included, sees one generation. */
    @Override
    protected void execute(String queryString, HttpAction action) {
        admission.ofClient(action.getRequest(), queryString, record -> {
            // Before a known answer: what is wrong must not depend on who asked before.
            Duration limit = TimeLimit.of(action.getRequest(), options.queryTime());
            if (!isSpecial(action) && isKnown(queryString, record, action)) {
                return;
            }
            boolean isLasting = !CHANGING.matcher(queryString).find() && !isSpecial(action);
            Query query = QueryReader.read(queryString);
            admission.check(queryString);
            QueryAnswer answer = QueryAnswer.to(query);
            if (!wantsExplanation(action)) {
                answer.check(action.getRequest());
            }
            admission.inTurn(action.getRequest(), () -> {
                try (Generations.Lease lease = generations.use()) {
                    if (isLasting && isUnchanged(action, lease)) {
                        record.outcome(QueryRecord.UNCHANGED);
                        return;
                    }
                    Sent sent = isLasting ? Sent.of(action.getRequest()) : null;
                    if (sent != null) {
                        sent.keep(answers.maxAnswerBytes());
                    }
                    admission.watched(
                            action.getRequest(),
                            limit,
                            running -> Txn.executeRead(
                                    lease.dataset(), () -> run(answer, running, record, lease.dataset(), action)));
                    record.outcome(QueryRecord.ANSWERED);
                    byte[] body = sent == null ? null : sent.kept();
                    if (body != null && action.getResponse().getStatus() == HttpServletResponse.SC_OK) {
                        answers.put(
                                AnswerCache.key(lease.name(), queryString, action.getRequest()),
                                new AnswerCache.Answer(action.getResponse().getContentType(), body, record.rows()));
                    }
                }
            });
        });
    }

    /** Sends the answer where it was found before, in this generation and form; says whether it was. */
    private boolean isKnown(String query, QueryRecord record, HttpAction action) {
        try (Generations.Lease lease = generations.use()) {
            AnswerCache.Answer known = answers.get(AnswerCache.key(lease.name(), query, action.getRequest()));
            if (known == null) {
                return false;
            }
            if (isUnchanged(action, lease)) {
                record.outcome(QueryRecord.UNCHANGED);
                return true;
            }
            ServletOps.setNoCache(action); // Without effect where a cache may keep it.
            action.setResponseContentType(known.mediaType());
            action.getResponseOutputStream().write(known.body());
            record.rows(known.rows());
            record.outcome(QueryRecord.CACHED);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets what a cache needs, and says whether the client has this answer already. */
    private static boolean isUnchanged(HttpAction action, Generations.Lease lease) {
        if (action.getRequestMethod().equals(HttpNames.METHOD_POST)) {
            return false;
        }
        return Freshness.isUnchanged(action.getRequest(), action.getResponse(), lease);
    }

    private void run(
            QueryAnswer answer, RunningQuery running, QueryRecord record, DatasetGraph all, HttpAction action) {
        Query query = answer.query();
        DatasetGraph dataset = AskedDataset.of(action.getRequest(), query, all);
        Context context = Context.mergeCopy(action.getContext(), all.getContext());
        Explanation explanation = wantsExplanation(action) ? Explanation.of(query, context) : null;
        List<String> hints = wantsHints(action) ? QueryCheck.of(query, all) : List.of();
        try (QueryExec execution = BoundedRun.of(query, dataset, context, running, options)) {
            QueryExecResult result = query.isConstructType()
                    ? Constructed.by(execution, query)
                    : executeQuery(action, execution, query, "");
            if (running.ended() != null) { // Cancelled after the last row was found: the answer may lack something.
                throw new QueryCancelledException();
            }
            if (result.isRowSet()) {
                if (!hints.isEmpty() && !result.rowSet().hasNext()) {
                    // A header has no letters beyond ASCII (RFC 9110, section 5.5).
                    hints.forEach(hint -> action.getResponse().addHeader(HINT, hint.replaceAll("[^ -~]", "?")));
                }
                result = new QueryExecResult(BrokenAnswer.rows(result.rowSet(), options.maxRows(), record, running));
            } else {
                record.rows(size(result));
                if (options.maxRows() > 0 && record.rows() > options.maxRows()) {
                    throw new Refusal(Problem.rows(options.maxRows()));
                }
            }
            ServletOps.setNoCache(action); // Without effect where a cache may keep it.
            if (explanation == null) {
                answer.send(result, action.getRequest(), action.getResponse());
            } else {
                if (result.isRowSet()) {
                    result.rowSet().forEachRemaining(row -> {});
                }
                Explained.send(explanation, action.getRequest(), action.getResponse());
            }
        }
    }

    /** Whether more is wanted than the answer. */
    private static boolean isSpecial(HttpAction action) {
        return wantsHints(action) || wantsExplanation(action);
    }

    private static boolean wantsExplanation(HttpAction action) {
        return "true".equals(action.getRequestParameter(EXPLAIN));
    }

    private static boolean wantsHints(HttpAction action) {
        return "true".equals(action.getRequestParameter(HINTS));
    }

    /** Triples; 1 for a yes or no. */
    private static long size(QueryExecResult result) {
        return result.isGraph() ? result.graph().size() : 1;
    }

    private static Refusal badRequest(String title, @Nullable String detail) {
        return new Refusal(Problem.of(HttpServletResponse.SC_BAD_REQUEST, title, detail == null ? title : detail));
    }
}
