package org.pfocr.rdf.serve.http;

import jakarta.servlet.http.HttpServletResponse;

/** Writes a problem as a page for people. */
public interface ErrorPage {
    /** Attribute of a request: how to write its problem as a page. */
    String ATTRIBUTE = "org.pfocr.rdf.error-page";

    /** The page, as HTML. */
    String of(Problem problem);

    /** Sets what goes with a page in the headers of an answer. */
    void headers(HttpServletResponse response);
}
