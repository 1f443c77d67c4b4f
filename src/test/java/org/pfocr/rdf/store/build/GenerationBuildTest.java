package org.pfocr.rdf.store.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.trans.bplustree.BPlusTree;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTableTRDF;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.apache.jena.tdb2.sys.DatabaseConnection;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.layout.GenerationInfo;
import org.pfocr.rdf.store.layout.TermBytes;
import org.pfocr.rdf.store.layout.TermHasher;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.store.read.TreeReader;
import org.pfocr.rdf.vocab.TripleBatch;

/** A store that was sorted and packed is one that TDB2 itself reads, and reads as we do. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GenerationBuildTest {
    private static final long SEED = 20261125;

    @TempDir
    Path folder;

    private static final String[] KINDS = {
        "'%d'",
        "'wörter %d'",
        "'a %d'@en",
        "%d",
        "-%d",
        "%d.5",
        "%de0",
        "'%d'^^xsd:gYear",
        "'19%02d-01-01'^^xsd:date",
        "'1999-01-01T00:00:%02dZ'^^xsd:dateTime",
        "'x%d'^^<http://example.org/type>",
        "true",
        "_:b%d",
        "<http://example.org/%d>",
        "<http://example.org/ü%d>",
        "'%d'^^xsd:integer",
        "'0%d'^^xsd:integer",
        "99999999999999999999%d",
        "'\\u0000\\n%d'"
    };

    private static Node term(Random random, int different) {
        String kind = KINDS[random.nextInt(KINDS.length)];
        int most = Math.min(different, kind.contains("%02d") ? 60 : different);
        String text = kind.formatted(random.nextInt(most));
        return text.startsWith("_:") ? NodeFactory.createBlankNode(text.substring(2)) : SSE.parseNode(text);
    }

    /** TDB2 keeps the value of a number, not its form. */
    private static Node asKept(Node term) {
        NodeId value = NodeId.inline(term);
        return value == null ? term : NodeId.extract(value);
    }

    private static Node iri(String kind, int number) {
        return NodeFactory.createURI("http://example.org/" + kind + number);
    }

    private static List<Quad> quads(Random random, int count) {
        List<Quad> quads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            quads.add(Quad.create(
                    iri("graph", random.nextInt(3)),
                    iri("subject", random.nextInt(count / 4 + 1)),
                    iri("property", random.nextInt(7)),
                    term(random, count / 2 + 1)));
        }
        return quads;
    }

    private GenerationInfo load(List<Quad> quads) throws Exception {
        StoreFolder store = StoreFolder.existingOrNew(folder.resolve("store"));
        try (GenerationBuild build = store.beginLoad()) {
            StreamRDF stream = build.stream();
            quads.forEach(stream::quad);
            build.commit();
        }
        try (OpenGeneration generation = store.openCurrent()) {
            return generation.info();
        }
    }

    /** The counts are around the capacity of a leaf (255), of a branch (226 leaves) and above. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 254, 255, 256, 509, 510, 511, 3000, 60_000})
    void tdb2ReadsWhatWasPacked(int count) throws Exception {
        System.out.println("seed " + SEED);
        List<Quad> quads = quads(new Random(SEED + count), count);
        Set<Quad> distinct = new HashSet<>();
        quads.forEach(quad -> distinct.add(
                Quad.create(quad.getGraph(), quad.getSubject(), quad.getPredicate(), asKept(quad.getObject()))));
        GenerationInfo info = load(quads);
        assertThat(info.quads()).isEqualTo(distinct.size());
        assertThat(info.triples())
                .isEqualTo(distinct.stream().map(Quad::asTriple).distinct().count());

        // TDB2's own reader writes to the folder, so it comes last.
        try (OpenGeneration ours = StoreFolder.existing(folder.resolve("store")).openCurrent()) {
            check(ours.dataset(), distinct, new Random(SEED));
        }
        Path generation = folder.resolve("store").resolve("gen-000001");
        DatasetGraph theirs =
                DatabaseConnection.connectCreate(Location.create(generation)).getDatasetGraph();
        try {
            check(theirs, distinct, new Random(SEED));
            Txn.executeRead(theirs, () -> checkTrees(theirs));
        } finally {
            TDBInternal.expel(theirs, true);
        }
    }

    private static void check(DatasetGraph dataset, Set<Quad> expected, Random random) {
        Txn.executeRead(dataset, () -> {
            List<Quad> all = Iter.toList(dataset.find());
            assertThat(all).hasSameSizeAs(expected);
            Set<Quad> lost = new HashSet<>(expected);
            all.forEach(lost::remove);
            assertThat(lost).isEmpty();
            List<Quad> some = List.copyOf(expected);
            for (int i = 0; i < 160; i++) {
                Quad quad = some.get(random.nextInt(some.size()));
                Node g = (i & 1) == 0 ? quad.getGraph() : Node.ANY;
                Node s = (i & 2) == 0 ? quad.getSubject() : Node.ANY;
                Node p = (i & 4) == 0 ? quad.getPredicate() : Node.ANY;
                // TDB2 5.6.0 takes node ids of different types for the same where their values are: true is 1.
                Node o = (i & 8) == 0 && !quad.getObject().equals(NodeConst.nodeTrue) ? quad.getObject() : Node.ANY;
                Set<Quad> found = new HashSet<>(Iter.toList(dataset.find(g, s, p, o)));
                assertThat(found).contains(quad);
                if (i < 48) {
                    Set<Quad> missing = new HashSet<>();
                    for (Quad other : expected) {
                        boolean wanted = is(g, other.getGraph())
                                && is(s, other.getSubject())
                                && is(p, other.getPredicate())
                                && is(o, other.getObject());
                        if (wanted && !found.remove(other)) {
                            missing.add(other);
                        }
                    }
                    assertThat(missing).as("missing of %s %s %s %s", g, s, p, o).isEmpty();
                    assertThat(found).as("too much for %s %s %s %s", g, s, p, o).isEmpty();
                }
            }
            assertThat(dataset.contains(Node.ANY, Node.ANY, iri("nothing", 1), Node.ANY))
                    .isFalse();
            assertThat(dataset.contains(Node.ANY, Node.ANY, iri("property", 1), iri("subject", 1)))
                    .isFalse();
        });
    }

    private static boolean is(Node pattern, Node term) {
        return pattern.equals(Node.ANY) || pattern.equals(term);
    }

    private static void checkTrees(DatasetGraph dataset) {
        DatasetGraphTDB storage = TDBInternal.getDatasetGraphTDB(dataset);
        for (TupleIndex index :
                storage.getQuadTable().getNodeTupleTable().getTupleTable().getIndexes()) {
            ((BPlusTree) ((TupleIndexRecord) index).getRangeIndex()).check();
        }
        NodeTableTRDF terms = (NodeTableTRDF)
                storage.getQuadTable().getNodeTupleTable().getNodeTable().baseNodeTable();
        ((BPlusTree) terms.getIndex()).check();
    }

    @Test
    void anEmptyStoreIsAStore() throws Exception {
        assertThat(load(List.of()).quads()).isZero();
        try (OpenGeneration ours = StoreFolder.existing(folder.resolve("store")).openCurrent()) {
            Txn.executeRead(
                    ours.dataset(), () -> assertThat(ours.dataset().find()).isExhausted());
        }
    }

    /** Where memory holds only a part of the quads, the indexes are the same. */
    @Test
    void sortingInPartsGivesTheSame() throws Exception {
        List<Quad> quads = quads(new Random(SEED), 20_000);
        for (String part : List.of("whole", "parts")) {
            Path data = java.nio.file.Files.createDirectory(folder.resolve(part));
            try (QuadRows rows = new QuadRows(data.resolve("rows"));
                    TermDictionary dictionary = new TermDictionary(data)) {
                for (Quad quad : quads) {
                    new QuadBatch(quad.getGraph(), TripleBatch.of(List.of(quad.asTriple())), new TermHasher())
                            .write(dictionary, rows);
                }
                rows.flush();
                QuadSorter sorter = new QuadSorter(rows, dictionary);
                dictionary.finish();
                for (String name : List.of("GSPO", "SPOG", "POSG", "OSPG")) {
                    sorter.index(data, name, new QuadSorter.Room(part.equals("whole") ? 20_000 : 7_000));
                }
            }
        }
        for (String name : List.of("GSPO.dat", "SPOG.dat", "POSG.dat", "OSPG.dat", "POSG.idn")) {
            assertThat(folder.resolve("parts").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
        }
    }

    @Test
    void placesAreCounts() throws Exception {
        Random random = new Random(SEED);
        Path data = folder;
        TreeMap<Long, Integer> counts = new TreeMap<>(Long::compareUnsigned);
        long records = 0;
        try (TreeWriter writer = new TreeWriter(data, "AB", 2, 0)) {
            for (long a = 0; a < 3000; a++) {
                long first = a < 1500 ? a : Long.MIN_VALUE + a;
                int count = random.nextInt(100) == 0 ? random.nextInt(2000) : random.nextInt(4);
                for (int b = 0; b < count; b++) {
                    writer.buffer()[writer.at()] = first;
                    writer.buffer()[writer.at() + 1] = b;
                    writer.add();
                    records++;
                }
                counts.put(first, count);
            }
            assertThat(writer.finish()).isEqualTo(records);
        }
        TreeReader reader = new TreeReader(data, "AB", 2, 0);
        counts.forEach((first, count) -> {
            assertThat(reader.count(new long[] {first}, 1)).isEqualTo(count.longValue());
            int met = 0;
            for (TreeReader.Cursor cursor = reader.range(new long[] {first}, 1); cursor.next(); met++) {
                assertThat(cursor.get(0)).isEqualTo(first);
                assertThat(cursor.get(1)).isEqualTo(met);
            }
            assertThat(met).isEqualTo(count);
        });
        assertThat(reader.count(new long[0], 0)).isEqualTo(records);
        TreeMap<Long, Integer> distinct = new TreeMap<>(Long::compareUnsigned);
        reader.distinct(new long[2], 0, (prefix, count) -> distinct.put(prefix[0], (int) count));
        counts.values().removeIf(count -> count == 0);
        assertThat(distinct).isEqualTo(counts);
    }

    @Test
    void termsAreHashedAndWrittenAsByJena() throws IOException {
        Random random = new Random(SEED);
        TermHasher hasher = new TermHasher();
        TermBytes bytes = new TermBytes();
        List<Node> terms = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            terms.add(term(random, 100_000));
        }
        for (int length : new int[] {0, 1, 126, 127, 128, 129, 16_383, 16_384, 100_000}) {
            terms.add(NodeFactory.createLiteralString("x".repeat(length)));
        }
        for (String text : List.of("é", "中", "\ud83e\uddec", "a|b\u0000")) {
            terms.add(NodeFactory.createLiteralString(text));
            terms.add(NodeFactory.createURI("http://example.org/" + text));
        }
        terms.add(NodeFactory.createTripleTerm(Triple.create(iri("a", 1), iri("b", 1), iri("c", 1))));
        for (Node term : terms) {
            hasher.hash(term);
            java.nio.ByteBuffer hash = java.nio.ByteBuffer.wrap(
                    org.apache.jena.tdb2.lib.NodeLib.hash(term).getBytes());
            assertThat(hasher.high()).isEqualTo(hash.getLong(0));
            assertThat(hasher.low()).isEqualTo(hash.getLong(8));
            byte[] written = bytes.write(term);
            assertThat(written)
                    .isEqualTo(org.apache.jena.riot.thrift.ThriftConvert.termToBytes(
                            org.apache.jena.riot.thrift.ThriftConvert.convert(term, false)));
            byte[] among = new byte[written.length + 7];
            System.arraycopy(written, 0, among, 3, written.length);
            if (!term.isLiteral() || !term.getLiteralDatatypeURI().startsWith("http://www.w3.org/2001/XMLSchema#")) {
                assertThat(TermBytes.read(java.nio.ByteBuffer.wrap(among), 3)).isEqualTo(term);
            }
        }
    }
}
