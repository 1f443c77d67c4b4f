package org.pfocr.rdf.serve.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.pfocr.rdf.serve.generation.Freshness;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Html;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The pages of all figures, for search engines (sitemaps.org protocol 0.9): an index, and parts of it. Thread-safe. */
final class Sitemap {
    /** The protocol's limit of addresses in one file. */
    private static final int PART = 50_000;

    private static final Pattern PATH = Pattern.compile("/sitemap(?:-([1-9]\\d{0,4}))?\\.xml");
    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final Generations generations;

    Sitemap(Generations generations) {
        this.generations = generations;
    }

    /**
     * Answers the request if its path is the index or a part; says whether it was.
     *
     * @param base address of this server's root, with a slash at the end
     */
    boolean answer(String path, String base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return false;
        }
        try (Generations.Lease lease = generations.use()) {
            long parts = Math.max(1, (lease.info().figures() + PART - 1) / PART);
            String part = matcher.group(1);
            if (part != null && Long.parseLong(part) > parts) {
                throw new Refusal(Problem.of(
                        HttpServletResponse.SC_NOT_FOUND, "No such page", "The sitemap has " + parts + " parts."));
            }
            if (Freshness.isUnchanged(request, response, lease)) {
                return true;
            }
            response.setContentType("application/xml");
            response.setCharacterEncoding("UTF-8");
            PrintWriter out = response.getWriter();
            String date = lease.info().created().toString();
            out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
            if (part == null) {
                out.println("<sitemapindex xmlns=\"" + NAMESPACE + "\">");
                for (long i = 1; i <= parts; i++) {
                    out.println("<sitemap><loc>" + Html.escaped(base) + "sitemap-" + i + ".xml</loc><lastmod>" + date
                            + "</lastmod></sitemap>");
                }
                out.println("</sitemapindex>");
            } else {
                out.println("<urlset xmlns=\"" + NAMESPACE + "\">");
                long from = (Long.parseLong(part) - 1) * PART;
                Txn.executeRead(lease.dataset(), () -> figures(lease.dataset(), from, base, out));
                out.println("</urlset>");
            }
        }
        return true;
    }

    /** A generation's index has one order, so that each figure is in one part. */
    private static void figures(DatasetGraph dataset, long from, String base, PrintWriter out) {
        var quads = dataset.find(Iris.graph("figures"), Node.ANY, Terms.RDF_TYPE, Pfocr.PathwayFigure);
        for (long i = 0; quads.hasNext() && i < from + PART; i++) {
            Node figure = quads.next().getSubject();
            if (i >= from && figure.isURI() && figure.getURI().startsWith(Iris.FIGURES)) {
                out.println("<url><loc>" + Html.escaped(base + figure.getURI().substring(Iris.SITE.length()))
                        + "</loc></url>");
            }
        }
    }
}
