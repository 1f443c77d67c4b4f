package org.pfocr.rdf.model;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Organism names to taxonomy ids, as the organism pages give them. Immutable. */
public final class OrganismNames implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, String> ids = new HashMap<>();

    /** A name that two pages give different ids is left out: which one is meant is not known. */
    public OrganismNames(Collection<Taxon> pages) {
        Set<String> ambiguous = new HashSet<>();
        add(Taxon.HUMAN, ambiguous); // Generation 1 checkouts may come without pages, and all of their genes are human.
        pages.forEach(page -> add(page, ambiguous));
        ids.keySet().removeAll(ambiguous);
    }

    private void add(Taxon taxon, Set<String> ambiguous) {
        if (taxon.id() != null && taxon.name() != null) {
            String before = ids.putIfAbsent(taxon.name(), taxon.id());
            if (before != null && !before.equals(taxon.id())) {
                ambiguous.add(taxon.name());
            }
        }
    }

    /** The taxonomy id, or null where no page gives one. */
    public @Nullable String taxonId(String name) {
        return ids.get(name);
    }

    /** Taxonomy ids of the figure's organisms, as far as pages give them. */
    public SortedSet<String> ofPaper(Figure figure) {
        return ids(figure.organisms());
    }

    /** Taxonomy ids of the organisms whose genes were matched, as far as pages or the figure's own rows give them. */
    public SortedSet<String> matched(Figure figure) {
        SortedSet<String> taxa = ids(figure.matchedOrganisms());
        Taxon last = null;
        for (GeneRow row : figure.genes()) {
            Taxon taxon = row.taxon();
            if (taxon != null && taxon.id() != null && !taxon.equals(last)) { // Mostly that of the row before.
                last = taxon;
                taxa.add(taxon.id());
            }
        }
        return taxa;
    }

    private SortedSet<String> ids(List<String> names) {
        SortedSet<String> found = new TreeSet<>();
        for (String name : names) {
            String id = ids.get(name);
            if (id != null) {
                found.add(id);
            }
        }
        return found;
    }
}
