package org.pfocr.rdf.serve.query;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.answer.Explanation;

/** Sends how a query was answered: JSON to clients that ask for it, else lines for people. Stateless. */
final class Explained {
    private Explained() {}

    static void send(Explanation explanation, HttpServletRequest request, HttpServletResponse response) {
        String accept = request.getHeader("Accept");
        boolean isJson = accept != null && accept.contains("json");
        Explanation.Part top = explanation.result();
        response.setContentType(isJson ? "application/json" : "text/plain; charset=utf-8");
        response.setHeader("Vary", "Accept");
        String text =
                !isJson ? explanation.text() : top == null ? "{}" : json(top).toString();
        try {
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject json(Explanation.Part part) {
        JsonObject object = new JsonObject();
        object.put("text", part.text());
        if (part.expected() >= 0) {
            object.put("expected", Math.round(part.expected()));
        }
        if (part.rows() >= 0) {
            object.put("rows", part.rows());
        }
        if (part.millis() >= 0) {
            object.put("millis", JsonNumber.value(Math.round(part.millis() * 1000) / 1000.0));
        }
        JsonArray parts = new JsonArray();
        part.parts().forEach(each -> parts.add(json(each)));
        object.put("parts", parts);
        return object;
    }
}
