package org.pfocr.rdf.entity;

import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Licences;
import org.pfocr.rdf.vocab.Statements;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Triples of the images of figures, which are parts of their papers and under the papers' licences, unlike the database's
 * records of them. Stateless.
 */
final class Images {
    private Images() {}

    /**
     * Writes the images of a paper.
     *
     * @param template address of an image, with {@code {pmcid}} and {@code {filename}}
     * @param licence of the paper, as PMC's list writes it; null where it is not known
     */
    static void write(
            List<Map.Entry<Fact.OfImage, Long>> facts, String template, @Nullable String licence, TripleBatch out) {
        Node licenceIri = licence == null ? null : Licences.of(licence);
        facts.stream()
                .map(Map.Entry::getKey)
                .map(Fact.OfImage::fileName)
                .sorted()
                .forEach(fileName -> {
                    String pmcid = facts.get(0).getKey().pmcid();
                    Statements image = new Statements(Iris.image(template, pmcid, fileName), out)
                            .is(Terms.SCHEMA_IMAGE_OBJECT)
                            .is(Terms.FABIO_FIGURE)
                            .link(Terms.DCTERMS_IS_PART_OF, Iris.paper(pmcid));
                    if (licenceIri != null) {
                        image.link(Terms.DCTERMS_LICENSE, licenceIri);
                    } else {
                        image.text(Terms.DCTERMS_RIGHTS, licence);
                    }
                });
    }
}
