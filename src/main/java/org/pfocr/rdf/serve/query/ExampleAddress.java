package org.pfocr.rdf.serve.query;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.riot.web.HttpNames;
import org.pfocr.rdf.examples.BadParameter;
import org.pfocr.rdf.examples.QueryFile;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.limit.Admission;

/**
 * An example query as an address of its own: the request's parameters are the query's, and the answer is that of the
 * endpoint to the query with these values, in any of its forms. Thread-safe.
 */
public final class ExampleAddress extends GuardedQuery {
    /** What the endpoint itself reads of a request. */
    private static final Set<String> OF_PROTOCOL =
            Set.of(HttpNames.paramTimeout, HttpNames.paramOutput1, HttpNames.paramOutput2, "results", "ac");

    private final QueryFile file;

    public ExampleAddress(
            QueryFile file,
            Generations generations,
            ServerOptions options,
            Admission admission,
            AnswerCache answers,
            OwnAddress own) {
        super(generations, options, admission, answers, own);
        this.file = file;
    }

    @Override
    public void execGet(HttpAction action) {
        answer(action, () -> execute(text(action), action));
    }

    @Override
    public void execPost(HttpAction action) {
        execGet(action);
    }

    private String text(HttpAction action) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        action.getRequest().getParameterMap().forEach((name, texts) -> {
            List<String> given =
                    List.of(texts).stream().filter(text -> !text.isBlank()).toList();
            if (!OF_PROTOCOL.contains(name) && !given.isEmpty()) { // An empty field of a form says nothing.
                values.put(name, given);
            }
        });
        if (values.isEmpty()) {
            return file.text();
        }
        try {
            return file.bound(values).toString();
        } catch (BadParameter e) {
            throw new Refusal(Problem.of(HttpServletResponse.SC_BAD_REQUEST, "Wrong parameter", e.getMessage() + "."));
        }
    }
}
