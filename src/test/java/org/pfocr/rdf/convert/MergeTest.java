package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.convert.FigureConversion.Output;
import org.pfocr.rdf.entity.Entities;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.model.Lookups;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.read.OrganismPageReader;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.vocab.TripleBatch;

/** What was noted of figures merges to the same, whatever the order, the grouping, and the machines it came from. */
class MergeTest {
    private static final int SPLITS = 20;

    @Test
    void sample() throws Exception {
        check(TestData.SAMPLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pfocr-v1", "pfocr-v2"})
    void realFigures(String name) throws Exception {
        check(TestData.real(name));
    }

    private static void check(Path input) throws Exception {
        long seed = System.nanoTime();
        System.out.println("MergeTest seed " + seed);
        Random random = new Random(seed);
        Checkout checkout = Checkout.scan(List.of(input));
        List<Taxon> pages = new ArrayList<>();
        checkout.organismPages().forEach(page -> pages.add(OrganismPageReader.read(page, new ArrayList<>())));
        OrganismNames names = new OrganismNames(pages);
        FigureConversion conversion =
                new FigureConversion(ConversionOptions.defaults(), names, new NetworkMaps(checkout, new ArrayList<>()));
        List<Notes> notes = new ArrayList<>();
        for (FigureRef ref : checkout.figures()) {
            Output output = conversion.convert(ref, true).output();
            if (output != null) {
                notes.add(output.notes());
            }
        }
        Notes.Sum inOrder = new Notes.Sum();
        notes.forEach(inOrder::add);
        Notes all = inOrder.total();
        List<Triple> expected = triples(all, pages, names);
        assertThat(expected).hasSizeGreaterThan(100).doesNotHaveDuplicates();

        for (int i = 0; i < SPLITS; i++) {
            List<Notes> rest = new ArrayList<>(notes);
            rest.add(Notes.NONE);
            while (rest.size() > 1) {
                Notes one = rest.remove(random.nextInt(rest.size()));
                Notes other = rest.remove(random.nextInt(rest.size()));
                Notes both = one.merge(other);
                rest.add(random.nextInt(20) == 0 ? copied(both) : both);
            }
            assertThat(rest.get(0)).isEqualTo(all);
            assertThat(triples(rest.get(0), pages, names)).isEqualTo(expected);
        }
    }

    private static List<Triple> triples(Notes notes, List<Taxon> pages, OrganismNames names) {
        List<Triple> triples = new ArrayList<>();
        for (Entities.Part part : new Entities(notes, pages, names, Map.of(), "", ConversionOptions.EUROPE_PMC_IMAGES)
                .parts(Lookups.NONE)) {
            TripleBatch batch = part.triples(problem -> {});
            for (int i = 0; i < batch.size(); i++) {
                triples.add(batch.triple(i));
            }
        }
        return triples;
    }

    /** As another machine would get it. */
    private static Notes copied(Notes notes) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(notes);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Notes) in.readObject();
        }
    }
}
