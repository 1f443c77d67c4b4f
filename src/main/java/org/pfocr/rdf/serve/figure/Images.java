package org.pfocr.rdf.serve.figure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfocr.rdf.serve.page.Addresses;

/**
 * Where the picture of a figure may be. Europe PMC has had it at two kinds of addresses, so a page tries that of the data and
 * then the other. Stateless.
 */
final class Images {
    private static final Pattern SERVED = Pattern.compile("https://(europepmc\\.org|www\\.ncbi\\.nlm\\.nih\\.gov)/.*");
    private static final Pattern FIRST = Pattern.compile("https://europepmc\\.org/articles/(PMC\\d+)/bin/(.+)");

    private Images() {}

    /**
     * Addresses to try, the first one first; none where the policy of the pages lets none through.
     *
     * @param depiction what the data say; empty where they say nothing
     * @param pmcid of the paper; empty where it is not known
     * @param fileName of the image; empty where it is not known
     */
    static List<String> of(String depiction, String pmcid, String fileName) {
        Set<String> addresses = new LinkedHashSet<>();
        String paper = pmcid;
        String name = fileName;
        Matcher first = FIRST.matcher(depiction);
        if (SERVED.matcher(depiction).matches()) {
            addresses.add(depiction);
        }
        if (first.matches() && (paper.isEmpty() || name.isEmpty())) {
            paper = first.group(1);
            name = first.group(2);
        }
        if (!paper.isEmpty() && !name.isEmpty()) {
            String type = name.toLowerCase(Locale.ROOT).endsWith(".png") ? "png" : "jpg";
            addresses.add("https://europepmc.org/articles/" + Addresses.encoded(paper) + "/bin/"
                    + Addresses.encoded(name).replace("+", "%20"));
            addresses.add("https://europepmc.org/api/fulltextRepo?pmcId=" + Addresses.encoded(paper)
                    + "&type=FILE&fileName=" + Addresses.encoded(name) + "&mimeType=image/" + type);
        }
        return new ArrayList<>(addresses);
    }
}
