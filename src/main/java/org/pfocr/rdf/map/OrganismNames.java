package org.pfocr.rdf.map;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Taxon;

/** Organism names to taxonomy ids, as the organism pages give them. Immutable. */
public final class OrganismNames {
    private final Map<String, String> ids = new HashMap<>();

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
    @Nullable
    String taxonId(String name) {
        return ids.get(name);
    }
}
