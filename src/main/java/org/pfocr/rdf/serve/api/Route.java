package org.pfocr.rdf.serve.api;

import java.util.List;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.limit.RunningQuery;

/** One kind of question, at an address of its own. Implementations are thread-safe. */
public interface Route {
    /** Where all routes lie. */
    String ROOT = "/api/";

    /** Its address, such as {@code /api/search}; one that ends with a slash has all addresses below it. */
    String path();

    /** What it answers, in a sentence. */
    String summary();

    /** The parameters that there are, beside {@code format} and {@code timeout}, which every route has. */
    List<Parameter> parameters();

    /** Whether the parameters may also come in a body, as a form or as a JSON object: they can be long. */
    default boolean takesPost() {
        return false;
    }

    /** The schema of the answer's JSON (JSON Schema 2020-12, which OpenAPI 3.1 takes). */
    JsonObject schema();

    /**
     * Answers. It runs in its turn, within a read transaction of the generation, and its answer is kept for the next who asks.
     *
     * @param running is ended when the time is over; what may take long looks at its signal and calls its pace
     * @throws org.pfocr.rdf.serve.http.Refusal where the values are wrong; {@link Values#wrong} makes one
     */
    Reply answer(Values values, Generations.Lease lease, RunningQuery running);
}
