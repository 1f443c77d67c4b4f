package org.pfocr.rdf.sink;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.LinkTarget;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * What VoID says of a graph, counted while its triples pass (W3C Interest Group Note "Describing Linked Datasets with the
 * VoID Vocabulary", section 4).
 *
 * <p>Distinct subjects and objects are counted by 64-bit hashes: with ten million of them the chance that the count is
 * one too low is about one in 400,000. Everything else is exact. Not thread-safe; {@link #of} is.
 */
public final class GraphCounts {
    /** The links of one predicate to one target. */
    public record Link(LinkTarget target, String predicate) implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            int byTarget = target.compareTo(other.target);
            return byTarget != 0 ? byTarget : predicate.compareTo(other.predicate);
        }
    }

    private long triples;
    private final LongSet subjects = new LongSet();
    private final LongSet objects = new LongSet();
    private final Map<String, Long> properties = new TreeMap<>();
    private final Map<String, Long> classes = new TreeMap<>();
    private final Map<String, Set<String>> propertiesOfClass = new TreeMap<>();
    private final Map<Link, Long> links = new TreeMap<>();

    /** The counts of one batch, ready to be added. */
    static final class Batch {
        private final int triples;
        private final long[] subjects;
        private final long[] objects;
        private final Map<String, Integer> properties = new HashMap<>();
        private final Map<String, Integer> classes = new HashMap<>();
        private final Map<String, Set<String>> propertiesOfClass = new HashMap<>();
        private final Map<Link, Integer> links = new HashMap<>();

        private Batch(int triples) {
            this.triples = triples;
            this.subjects = new long[triples];
            this.objects = new long[triples];
        }
    }

    /** What a batch says of one subject. */
    private static final class About {
        private final Node subject;
        private final long hash;
        private final Set<Node> properties = new HashSet<>();
        private final Set<String> classes = new HashSet<>(2);
        private @Nullable Node lastProperty;

        About(Node subject) {
            this.subject = subject;
            this.hash = hash(subject);
        }
    }

    /** Counts a batch. Thread-safe. A subject's types and its other triples must be in one batch to count together. */
    static Batch of(List<Triple> batch) {
        Batch counted = new Batch(batch.size());
        Map<Node, About> subjects = new HashMap<>();
        Map<Node, int[]> properties = new HashMap<>();
        // The figure, its taxa and its genes are objects again and again.
        Node[] recent = new Node[64];
        long[] recentHashes = new long[recent.length];
        int at = 0;
        About about = null;
        for (Triple triple : batch) {
            Node subject = triple.getSubject();
            if (about == null || !subject.equals(about.subject)) {
                about = subjects.computeIfAbsent(subject, About::new);
            }
            counted.subjects[at] = about.hash;
            Node object = triple.getObject();
            int slot = object.isURI() ? object.hashCode() & (recent.length - 1) : -1;
            if (slot < 0 || !object.equals(recent[slot])) {
                long hash = hash(object);
                if (slot >= 0) {
                    recent[slot] = object;
                    recentHashes[slot] = hash;
                }
                counted.objects[at++] = hash;
            } else {
                counted.objects[at++] = recentHashes[slot];
            }
            Node property = triple.getPredicate();
            properties.computeIfAbsent(property, p -> new int[1])[0]++;
            if (about.lastProperty == null || !property.equals(about.lastProperty)) {
                about.properties.add(property);
                about.lastProperty = property;
            }
            if (property.equals(Terms.RDF_TYPE)) {
                about.classes.add(triple.getObject().getURI());
            } else if (triple.getObject().isURI()) {
                LinkTarget target = LinkTarget.of(triple.getObject().getURI());
                if (target != null) {
                    counted.links.merge(new Link(target, property.getURI()), 1, Integer::sum);
                }
            }
        }
        properties.forEach((property, count) -> counted.properties.put(property.getURI(), count[0]));
        for (About each : subjects.values()) {
            each.classes.forEach(type -> counted.classes.merge(type, 1, Integer::sum));
            // What is said of a figure after its own batch is about its organisms, when all gene tables have been seen.
            Set<String> classes =
                    each.classes.isEmpty() && each.subject.toString().startsWith(Iris.FIGURES)
                            ? Set.of(Pfocr.PathwayFigure.getURI())
                            : each.classes;
            for (String type : classes) {
                Set<String> used = counted.propertiesOfClass.computeIfAbsent(type, t -> new HashSet<>());
                each.properties.forEach(property -> used.add(property.getURI()));
            }
        }
        return counted;
    }

    void add(Batch batch) {
        triples += batch.triples;
        for (long subject : batch.subjects) {
            subjects.add(subject);
        }
        for (long object : batch.objects) {
            objects.add(object);
        }
        batch.properties.forEach((property, count) -> properties.merge(property, (long) count, Long::sum));
        batch.classes.forEach((type, count) -> classes.merge(type, (long) count, Long::sum));
        batch.links.forEach((link, count) -> links.merge(link, (long) count, Long::sum));
        batch.propertiesOfClass.forEach((type, used) ->
                propertiesOfClass.computeIfAbsent(type, t -> new TreeSet<>()).addAll(used));
    }

    public long triples() {
        return triples;
    }

    public long distinctSubjects() {
        return subjects.size();
    }

    public long distinctObjects() {
        return objects.size();
    }

    /** Number of triples by property, sorted. */
    public Map<String, Long> properties() {
        return properties;
    }

    /** Number of instances by class, sorted. */
    public Map<String, Long> classes() {
        return classes;
    }

    /** Properties that instances of a class have, sorted. */
    public Map<String, Set<String>> propertiesOfClass() {
        return propertiesOfClass;
    }

    /** Number of links, sorted. */
    public Map<Link, Long> links() {
        return links;
    }

    /** FNV-1a over the node's text, with the finalizer of MurmurHash3 to spread it. */
    private static long hash(Node node) {
        long hash = 0xcbf29ce484222325L;
        if (node.isLiteral()) {
            hash = hash(hash, node.getLiteralLexicalForm());
            hash = hash(hash, node.getLiteralLanguage());
            hash = hash(hash, node.getLiteralDatatypeURI());
        } else {
            hash = hash(hash, node.toString());
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private static long hash(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return (hash ^ 0xFFFFL) * 0x100000001b3L; // An end, so that the parts of a literal cannot run into each other.
    }
}
