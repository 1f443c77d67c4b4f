package org.pfocr.rdf.serve.http;

import jakarta.servlet.http.HttpServletResponse;

/** Writes a problem as a page for people. */
public interface ErrorPage {
    /** Attribute of a request: how to write its problem as a page. */
    String ATTRIBUTE = "org.pfocr.rdf.error-page";

    /**
     * The page, as HTML.
     *
     * @param status of the answer
     * @param title the kind of problem in a few words
     * @param detail what is wrong and what to do
     */
    String of(int status, String title, String detail);

    /** Sets what goes with a page in the headers of an answer. */
    void headers(HttpServletResponse response);
}
