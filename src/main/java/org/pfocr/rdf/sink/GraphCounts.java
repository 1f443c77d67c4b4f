package org.pfocr.rdf.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.codec.digest.MurmurHash3;
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
    private final Map<String, Long> properties = new HashMap<>();
    private final Map<String, Long> classes = new HashMap<>();
    private final Map<String, Set<String>> propertiesOfClass = new HashMap<>();
    private final Map<Link, Long> links = new HashMap<>();

    /** Counts a batch. Thread-safe. A subject's types and its other triples must be in one batch to count together. */
    static Batch of(List<Triple> triples) {
        Batch batch = new Batch(triples.size());
        About about = null;
        for (Triple triple : triples) {
            Node subject = triple.getSubject();
            if (about == null || !subject.equals(about.subject)) {
                about = batch.subjects.computeIfAbsent(subject, About::new);
            }
            batch.count(about, triple.getPredicate(), triple.getObject());
        }
        batch.finish();
        return batch;
    }

    /** Properties by their numbers in a batch; few batches have more than the 64 that need no second object. */
    private static final class PropertySet {
        private long first;
        private @Nullable BitSet others;

        void add(int number) {
            if (number < Long.SIZE) {
                first |= 1L << number;
            } else {
                if (others == null) {
                    others = new BitSet();
                }
                others.set(number);
            }
        }

        void addAll(PropertySet set) {
            first |= set.first;
            if (set.others != null) {
                if (others == null) {
                    others = new BitSet();
                }
                others.or(set.others);
            }
        }

        boolean contains(int number) {
            return number < Long.SIZE ? (first & 1L << number) != 0 : others != null && others.get(number);
        }
    }

    /** What a batch says of one subject. */
    private static final class About {
        private final Node subject;
        private final PropertySet properties = new PropertySet();
        /** Nearly every subject has one class. */
        private List<Node> classes = List.of();

        About(Node subject) {
            this.subject = subject;
        }

        void addClass(Node type) {
            if (classes.isEmpty()) {
                classes = List.of(type);
            } else if (!classes.contains(type)) {
                classes = new ArrayList<>(classes);
                classes.add(type);
            }
        }
    }

    /** What a batch says of the subjects of one class. */
    private static final class OfClass {
        private long subjects;
        private final PropertySet properties = new PropertySet();
    }

    /** The counts of one batch, ready to be added. */
    static final class Batch {
        /** Recent terms: a figure, its taxa and its genes are objects again and again. A power of two. */
        private static final int RECENT = 256;

        private final int triples;
        private final Map<Node, About> subjects = new HashMap<>();
        private long[] subjectHashes = {};
        private final Map<Node, OfClass> classes = new HashMap<>();
        /** Hashes of the objects; one can be there more than once. */
        private final long[] objects;

        private int objectCount;
        private final Node[] recentObjects = new Node[RECENT];
        private final @Nullable LinkTarget[] recentTargets = new LinkTarget[RECENT];

        private final Map<Node, Integer> numbers = new HashMap<>();
        private final List<Node> properties = new ArrayList<>();
        private int[] propertyCounts = new int[32];
        /** By the property's number. */
        private final List<Map<LinkTarget, Integer>> links = new ArrayList<>();

        private @Nullable Node lastProperty;
        private int lastNumber;

        private Batch(int triples) {
            this.triples = triples;
            this.objects = new long[triples];
        }

        private void count(About about, Node property, Node object) {
            int number = number(property);
            propertyCounts[number]++;
            about.properties.add(number);
            int slot = object.hashCode() & (RECENT - 1);
            if (!object.equals(recentObjects[slot])) {
                recentObjects[slot] = object;
                recentTargets[slot] = object.isURI() ? LinkTarget.of(object.getURI()) : null;
                objects[objectCount++] = hash(object);
            }
            if (property.equals(Terms.RDF_TYPE)) {
                about.addClass(object);
            } else {
                LinkTarget target = recentTargets[slot];
                if (target != null) {
                    links.get(number).merge(target, 1, Integer::sum);
                }
            }
        }

        private void finish() {
            subjectHashes = new long[subjects.size()];
            int at = 0;
            for (About about : subjects.values()) {
                subjectHashes[at++] = hash(about.subject);
                for (Node type : about.classes) {
                    OfClass ofClass = ofClass(type);
                    ofClass.subjects++;
                    ofClass.properties.addAll(about.properties);
                }
                // What is said of a figure after its own batch is about its organisms, when all gene tables have been
                // seen.
                if (about.classes.isEmpty() && about.subject.toString().startsWith(Iris.FIGURES)) {
                    ofClass(Pfocr.PathwayFigure).properties.addAll(about.properties);
                }
            }
            subjects.clear();
        }

        private OfClass ofClass(Node type) {
            return classes.computeIfAbsent(type, t -> new OfClass());
        }

        private int number(Node property) {
            if (!property.equals(lastProperty)) {
                lastProperty = property;
                Integer known = numbers.get(property);
                if (known == null) {
                    known = properties.size();
                    numbers.put(property, known);
                    properties.add(property);
                    links.add(new EnumMap<>(LinkTarget.class));
                    if (known == propertyCounts.length) {
                        propertyCounts = Arrays.copyOf(propertyCounts, 2 * propertyCounts.length);
                    }
                }
                lastNumber = known;
            }
            return lastNumber;
        }
    }

    void add(Batch batch) {
        triples += batch.triples;
        for (long subject : batch.subjectHashes) {
            subjects.add(subject);
        }
        for (int i = 0; i < batch.objectCount; i++) {
            objects.add(batch.objects[i]);
        }
        for (int i = 0; i < batch.properties.size(); i++) {
            String property = batch.properties.get(i).getURI();
            properties.merge(property, (long) batch.propertyCounts[i], Long::sum);
            batch.links
                    .get(i)
                    .forEach((target, count) -> links.merge(new Link(target, property), (long) count, Long::sum));
        }
        batch.classes.forEach((type, found) -> {
            if (found.subjects > 0) {
                classes.merge(type.getURI(), found.subjects, Long::sum);
            }
            Set<String> ofClass = propertiesOfClass.computeIfAbsent(type.getURI(), t -> new HashSet<>());
            for (int i = 0; i < batch.properties.size(); i++) {
                if (found.properties.contains(i)) {
                    ofClass.add(batch.properties.get(i).getURI());
                }
            }
        });
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
        return new TreeMap<>(properties);
    }

    /** Number of instances by class, sorted. */
    public Map<String, Long> classes() {
        return new TreeMap<>(classes);
    }

    /** Properties that instances of a class have, sorted. */
    public Map<String, Set<String>> propertiesOfClass() {
        Map<String, Set<String>> sorted = new TreeMap<>();
        propertiesOfClass.forEach((type, used) -> sorted.put(type, new TreeSet<>(used)));
        return sorted;
    }

    /** Number of links, sorted. */
    public Map<Link, Long> links() {
        return new TreeMap<>(links);
    }

    /** Half of MurmurHash3's 128 bits over the parts of a term. */
    private static long hash(Node node) {
        if (node.isLiteral()) {
            int kind = node.getLiteralLanguage().hashCode()
                    ^ node.getLiteralDatatypeURI().hashCode();
            return hash(node.getLiteralLexicalForm(), kind);
        }
        return hash(node.toString(), 0);
    }

    private static long hash(String text, int seed) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return MurmurHash3.hash128x64(utf8, 0, utf8.length, seed)[0];
    }
}
