package org.pfocr.rdf.serve.figure;

import org.pfocr.rdf.serve.page.Addresses;
import org.pfocr.rdf.serve.page.Markup;

/** Where a paper can be read. Stateless. */
public final class PaperLinks {
    private PaperLinks() {}

    /** Writes links as items of a list; an id that is empty has none. */
    public static void write(Markup out, String pmcid, String doi, String pubmed) {
        if (!pmcid.isEmpty()) {
            item(out, "https://pmc.ncbi.nlm.nih.gov/articles/" + pmcid + "/", "PMC");
            item(out, "https://europepmc.org/article/PMC/" + pmcid, "Europe PMC");
        }
        if (!doi.isEmpty()) {
            item(out, "https://doi.org/" + Addresses.encoded(doi).replace("%2F", "/"), "DOI");
        }
        if (pubmed.matches("\\d+")) {
            item(out, "https://pubmed.ncbi.nlm.nih.gov/" + pubmed + "/", "PubMed");
        }
    }

    private static void item(Markup out, String address, String text) {
        out.raw("<li>").outward(address, text).raw("</li>\n");
    }
}
