package org.pfocr.rdf.serve.query;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.jena.query.Query;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.exec.RowSetOps;
import org.apache.jena.sparql.resultset.ResultsWriter;
import org.pfocr.rdf.serve.graph.GraphAnswer;
import org.pfocr.rdf.serve.http.Form;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.sink.ResultsXml;

/**
 * Sends what a query found, in the form that the client asks for.
 *
 * @param query of which it is the answer
 */
record QueryAnswer(Query query, Offer offer) {
    static QueryAnswer to(Query query) {
        Offer offer = query.isSelectType() ? Offer.TABLE : query.isAskType() ? Offer.BOOLEAN : Offer.TRIPLES;
        return new QueryAnswer(query, offer);
    }

    /**
     * Looks, before any work is done, whether there is a form that the client takes.
     *
     * @throws Refusal with status 406 where there is none
     */
    void check(HttpServletRequest request) {
        offer.choose(request);
    }

    void send(QueryExecResult result, HttpServletRequest request, HttpServletResponse response) {
        try {
            if (result.isGraph()) {
                GraphAnswer.send(result.graph(), offer, request, response);
                return;
            }
            Offer.Choice choice = offer.choose(request);
            response.setContentType(choice.contentType());
            OutputStream out = response.getOutputStream();
            if (result.isBoolean()) {
                truth(result.booleanResult(), choice.form(), out);
            } else {
                rows(result, choice.form(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rows(QueryExecResult result, Form form, OutputStream out) {
        switch (form) {
            case RESULTS_XML -> ResultsXml.write(out, result.rowSet());
            case TEXT -> RowSetOps.out(out, result.rowSet(), query.getPrologue());
            default -> ResultsWriter.create().lang(form.syntax()).build().write(out, result.rowSet());
        }
    }

    private static void truth(boolean answer, Form form, OutputStream out) {
        switch (form) {
            case RESULTS_XML -> ResultsXml.write(out, answer);
            case TEXT -> ResultSetFormatter.out(out, answer);
            default -> ResultsWriter.create().lang(form.syntax()).build().write(out, answer);
        }
    }
}
