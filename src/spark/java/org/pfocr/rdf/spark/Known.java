package org.pfocr.rdf.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.pfocr.rdf.entity.Entities;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.Lookups;

/** What is known of things beside what figures note of them; each machine gets it once. Immutable. */
record Known(
        HashMap<String, String> taxonIds,
        HashMap<String, HgncGene> hgnc,
        String hgncFile,
        String imageTemplate,
        Lookups lookups)
        implements Serializable {
    Known(
            Map<String, String> taxonIds,
            Map<String, HgncGene> hgnc,
            String hgncFile,
            String imageTemplate,
            Lookups lookups) {
        this(new HashMap<>(taxonIds), new HashMap<>(hgnc), hgncFile, imageTemplate, lookups);
    }

    /** Some things. */
    Entities entities(Notes notes) {
        return new Entities(notes, taxonIds, hgnc, hgncFile, imageTemplate);
    }
}
