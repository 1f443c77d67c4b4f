package org.pfocr.rdf.serve.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.pfocr.rdf.serve.http.Form;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.page.Layout;

/**
 * A link to the endpoint that is opened in a browser, with a query or without, shows the query page. Programs name a form of
 * results, or take any; they are not concerned. Thread-safe.
 */
public final class BrowserQueries implements Filter {
    private static final Offer OFFER = Offer.TABLE.withPage();

    private final QueryPage page;
    private final Layout layout;

    public BrowserQueries(Layout layout) {
        this.layout = layout;
        this.page = new QueryPage(layout);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        boolean isRead = asked.getMethod().equals("GET") || asked.getMethod().equals("HEAD");
        // A program that takes anything and says format=text/html, as some do of habit, cannot read a page.
        boolean isBrowser =
                Objects.requireNonNullElse(asked.getHeader("Accept"), "").contains("html");
        if (isRead && isBrowser && OFFER.prefers(asked, Form.HTML)) {
            layout.send(page.page(), (HttpServletResponse) response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
