package org.pfocr.rdf.convert;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.IdMapReader;
import org.pfocr.rdf.read.IdMapReader.MappedId;
import org.pfocr.rdf.source.Checkout;

/** The WikiPathways and NDEx networks that a checkout's own tables give figures. Immutable. */
public final class NetworkMaps implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Maps and lists of the JDK's.
    private final Map<String, List<MappedId>> wikiPathways;

    @SuppressWarnings("serial")
    private final Map<String, List<MappedId>> ndexNetworks;

    public NetworkMaps(Checkout checkout, List<Problem> problems) {
        this.wikiPathways = IdMapReader.wikiPathways(checkout.wikiPathwayMaps(), problems);
        this.ndexNetworks = IdMapReader.ndex(checkout.ndexMaps(), problems);
    }

    Figure addTo(Figure figure) {
        List<MappedId> pathways = wikiPathways.get(figure.id());
        List<MappedId> networks = ndexNetworks.get(figure.id());
        return pathways == null && networks == null
                ? figure
                : figure.withNetworks(joined(figure.wikiPathways(), pathways), joined(figure.ndexNetworks(), networks));
    }

    private static List<String> joined(List<String> ids, @Nullable List<MappedId> more) {
        Set<String> all = new LinkedHashSet<>(ids);
        if (more != null) {
            more.forEach(mapped -> all.add(mapped.id()));
        }
        return List.copyOf(all);
    }

    /** Reports the rows whose figure is not among those of the input. */
    public void reportOthers(Set<String> figids, Consumer<Problem> problems) {
        report(wikiPathways, figids, problems);
        report(ndexNetworks, figids, problems);
    }

    /** The FIGIDs that the tables name. */
    public Set<String> figids() {
        Set<String> figids = new TreeSet<>(wikiPathways.keySet());
        figids.addAll(ndexNetworks.keySet());
        return figids;
    }

    private static void report(Map<String, List<MappedId>> map, Set<String> figids, Consumer<Problem> problems) {
        new TreeMap<>(map).forEach((figid, ids) -> {
            if (!figids.contains(figid)) {
                ids.forEach(row -> problems.accept(new Problem(
                        Kind.ROW_WITHOUT_FIGURE,
                        row.file(),
                        row.line(),
                        null,
                        Problem.quote(figid) + " is no figure of the input, so " + row.id() + " is not in the output",
                        "add the figure or remove the row")));
            }
        });
    }
}
