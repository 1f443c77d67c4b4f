package org.pfocr.rdf.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

class GenesTest {
    /** Up to eight ASCII characters lie in the table itself, all else beside it. */
    private static final List<String> SYMBOLS =
            List.of("A", "AKT1", "ABCDEFGH", "ABCDEFGHI", "Ä", "\u0001B", "12345678");

    private static final List<String> TAXA = List.of("9606", "10090", "999999999");

    /** More genes than the table has room for at first, each with all the symbols and taxa that its rows gave it. */
    @Test
    void keepsWhatEachRowSays() {
        long seed = System.nanoTime();
        System.out.println("GenesTest seed " + seed);
        Random random = new Random(seed);
        Genes genes = new Genes(Map.of(), "");
        Map<Long, Map<String, Integer>> symbols = new TreeMap<>();
        Map<Long, TreeSet<String>> taxa = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long id = 1 + random.nextInt(3_000) * 3_333_333L;
            String symbol = random.nextInt(5) == 0 ? null : SYMBOLS.get(random.nextInt(SYMBOLS.size()));
            String taxon = random.nextInt(5) == 0 ? null : TAXA.get(random.nextInt(TAXA.size()));
            boolean hasTaxon = random.nextInt(9) != 0;
            genes.observe(new GeneRow(
                    "word", null, symbol, id, null, hasTaxon ? new Taxon(taxon, "name", null, null) : null, null));
            Map<String, Integer> ofGene = symbols.computeIfAbsent(id, g -> new HashMap<>());
            if (symbol != null) {
                ofGene.merge(symbol, 1, Integer::sum);
            }
            if (hasTaxon && taxon != null) {
                taxa.computeIfAbsent(id, g -> new TreeSet<>()).add(taxon);
            }
        }
        assertThat(genes.size()).isEqualTo(symbols.size());
        assertThat(genes.sorted()).isEqualTo(List.copyOf(symbols.keySet()));
        for (long id : genes.sorted()) {
            TripleBatch out = new TripleBatch();
            genes.write(id, out, problem -> {});
            List<String> inOrder = texts(out, Terms.RDFS_LABEL);
            inOrder.addAll(texts(out, Terms.SKOS_ALT_LABEL));
            Map<String, Integer> counts = symbols.get(id);
            List<String> expected = new ArrayList<>(counts.keySet());
            expected.sort(Comparator.comparingInt((String symbol) -> -counts.get(symbol))
                    .thenComparing(Tally.CODE_POINTS));
            assertThat(inOrder).as("gene " + id).isEqualTo(expected);
            List<Node> ofTaxa = objects(out, Terms.WP_ORGANISM);
            assertThat(ofTaxa)
                    .isEqualTo(taxa.getOrDefault(id, new TreeSet<>()).stream()
                            .map(Iris::taxon)
                            .toList());
        }
    }

    private static List<String> texts(TripleBatch out, Node property) {
        List<String> texts = new ArrayList<>();
        objects(out, property).forEach(object -> texts.add(object.getLiteralLexicalForm()));
        return texts;
    }

    private static List<Node> objects(TripleBatch out, Node property) {
        List<Node> objects = new ArrayList<>();
        for (int i = 0; i < out.size(); i++) {
            if (out.term(out.property(i)).equals(property)) {
                objects.add(out.term(out.object(i)));
            }
        }
        return objects;
    }
}
